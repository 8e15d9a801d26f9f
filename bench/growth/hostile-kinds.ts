// Telemetry that nobody would send on purpose: a new value each time, where each value costs a store
// something that it keeps.
import { hexId } from '../../evidence/trace-context.ts';

export type Signal = 'traces' | 'metrics' | 'logs';

export interface HostileKind {
  signal: Signal;
  /** What has a new value each time. */
  title: string;
  /** OTLP/JSON with each of these values once. */
  body(values: string[]): object;
}

/** The service of whatever does not make up services. */
export const HOSTILE_SERVICE = 'hostile';

const nanoseconds = (ago = 0): string => `${Date.now() - ago}000000`;

const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });

const resource = (service = HOSTILE_SERVICE) => ({
  attributes: [attribute('service.name', service)],
});

type Attribute = ReturnType<typeof attribute>;

const span = (name: string, attributes: Attribute[] = []) => ({
  traceId: hexId(16),
  spanId: hexId(8),
  name,
  kind: 2,
  startTimeUnixNano: nanoseconds(5),
  endTimeUnixNano: nanoseconds(),
  attributes,
});

const traces = (spans: object[], service?: string) => ({
  resource: resource(service),
  scopeSpans: [{ spans }],
});

const point = (attributes: Attribute[] = []) => ({
  startTimeUnixNano: nanoseconds(1000),
  timeUnixNano: nanoseconds(),
  asInt: '1',
  attributes,
});

const counter = (name: string, dataPoints: object[]) => ({
  name,
  sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints },
});

const metrics = (all: object[], service?: string) => ({
  resource: resource(service),
  scopeMetrics: [{ metrics: all }],
});

const record = (severityText: string, attributes: Attribute[] = []) => ({
  timeUnixNano: nanoseconds(),
  severityNumber: 9,
  severityText,
  body: { stringValue: 'hostile' },
  attributes,
});

const logs = (logRecords: object[], service?: string) => ({
  resource: resource(service),
  scopeLogs: [{ logRecords }],
});

export const HOSTILE_KINDS = {
  'span-routes': {
    signal: 'traces',
    title: 'http.route and name of spans',
    body: (values) => ({
      resourceSpans: [
        traces(
          values.map((value) => span(`GET /${value}`, [attribute('http.route', `/${value}`)])),
        ),
      ],
    }),
  },
  'span-services': {
    signal: 'traces',
    title: 'service.name of spans',
    body: (values) => ({
      resourceSpans: values.map((value) => traces([span('GET /')], `service-${value}`)),
    }),
  },
  'span-attributes': {
    signal: 'traces',
    title: 'attributes of spans, key and value',
    body: (values) => ({
      resourceSpans: [
        traces(values.map((value) => span('GET /', [attribute(`key.${value}`, value)]))),
      ],
    }),
  },
  'metric-attributes': {
    signal: 'metrics',
    title: 'an attribute of a counter',
    body: (values) => ({
      resourceMetrics: [
        metrics([
          counter(
            'hostile.requests',
            values.map((value) => point([attribute('user', value)])),
          ),
        ]),
      ],
    }),
  },
  'metric-names': {
    signal: 'metrics',
    title: 'names of metrics',
    body: (values) => ({
      resourceMetrics: [metrics(values.map((value) => counter(`hostile.${value}`, [point()])))],
    }),
  },
  'metric-services': {
    signal: 'metrics',
    title: 'service.name of metrics',
    body: (values) => ({
      resourceMetrics: values.map((value) =>
        metrics([counter('hostile.requests', [point()])], `service-${value}`),
      ),
    }),
  },
  'log-services': {
    signal: 'logs',
    title: 'service.name of log records',
    body: (values) => ({
      resourceLogs: values.map((value) => logs([record('INFO')], `service-${value}`)),
    }),
  },
  'log-severities': {
    signal: 'logs',
    title: 'severity text of log records',
    body: (values) => ({ resourceLogs: [logs(values.map((value) => record(value)))] }),
  },
  'log-attributes': {
    signal: 'logs',
    title: 'attributes of log records, key and value',
    body: (values) => ({
      resourceLogs: [
        logs(values.map((value) => record('INFO', [attribute(`key.${value}`, value)]))),
      ],
    }),
  },
} as const satisfies Record<string, HostileKind>;

export type HostileName = keyof typeof HOSTILE_KINDS;
export const HOSTILE_NAMES = Object.keys(HOSTILE_KINDS) as HostileName[];
