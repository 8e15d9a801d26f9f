// Every field of OTLP that can hold a text, with a canary in each.
// https://github.com/open-telemetry/opentelemetry-proto/tree/v1.10.0/opentelemetry/proto
import { hexId } from '../trace-context.ts';
import type { Canary } from './canaries.ts';

export type Signal = 'traces' | 'metrics' | 'logs';

/** Makes a canary for a field, and remembers it. */
export type Plant = (field: string) => Canary;

const string = (value: string) => ({ stringValue: value });

/** As a text, in a list and in a map, since each is looked at in another way. */
const attributes = (plant: Plant, field: string) => {
  const [inText, inList, inMap] = ['', ', in a list', ', in a map'].map((how) =>
    plant(`${field}${how}`),
  ) as [Canary, Canary, Canary];
  // A key of its own for each, since Loki shows those of resource, scope and record as one list.
  const prefix = field.replaceAll(' ', '_');
  return [
    { key: `${prefix}.${inText.key}`, value: string(inText.value) },
    {
      key: `${prefix}.list.${inList.key}`,
      value: { arrayValue: { values: [string(inList.value)] } },
    },
    {
      key: `${prefix}.map`,
      value: { kvlistValue: { values: [{ key: inMap.key, value: string(inMap.value) }] } },
    },
  ];
};

const scope = (plant: Plant) => ({
  name: plant('scope name').text,
  version: plant('scope version').text,
  attributes: attributes(plant, 'scope attribute'),
});

const resource = (plant: Plant, service: string) => ({
  attributes: [
    { key: 'service.name', value: string(service) },
    ...attributes(plant, 'resource attribute'),
  ],
});

const now = (): string => `${Date.now()}000000`;

/** @param traceId 32 hexadecimal digits, with which the span is found again. */
export const span = (plant: Plant, service: string, traceId: string) => ({
  resourceSpans: [
    {
      resource: resource(plant, service),
      scopeSpans: [
        {
          scope: scope(plant),
          spans: [
            {
              traceId,
              spanId: hexId(8),
              traceState: `lab=${plant('tracestate').text}`,
              name: plant('span name').text,
              kind: 2,
              startTimeUnixNano: now(),
              endTimeUnixNano: now(),
              status: { code: 2, message: plant('status message').text },
              attributes: attributes(plant, 'span attribute'),
              events: [
                {
                  timeUnixNano: now(),
                  name: plant('event name').text,
                  attributes: attributes(plant, 'event attribute'),
                },
              ],
              links: [
                {
                  traceId,
                  spanId: hexId(8),
                  traceState: `lab=${plant('tracestate of a link').text}`,
                  attributes: attributes(plant, 'link attribute'),
                },
              ],
            },
          ],
        },
      ],
    },
  ],
});

/** With one attribute, as a text: Prometheus stores no more than 128 characters of an exemplar's. */
function exemplar(plant: Plant, number: number) {
  const { key, value } = plant('exemplar attribute');
  return {
    timeUnixNano: now(),
    asInt: String(number),
    filteredAttributes: [{ key, value: string(value.slice(0, 90)) }],
  };
}

/** @param number tells the series of a run apart, whose labels may all be masked. */
export const metric = (plant: Plant, service: string, number: number) => ({
  resourceMetrics: [
    {
      resource: resource(plant, service),
      scopeMetrics: [
        {
          scope: scope(plant),
          metrics: [
            {
              name: `lab ${plant('metric name').text}`,
              description: plant('metric description').text,
              unit: plant('metric unit').text,
              sum: {
                isMonotonic: true,
                aggregationTemporality: 2,
                dataPoints: [
                  {
                    startTimeUnixNano: now(),
                    timeUnixNano: now(),
                    asInt: String(number),
                    attributes: [
                      ...attributes(plant, 'metric attribute'),
                      { key: 'number', value: { intValue: String(number) } },
                    ],
                    exemplars: [exemplar(plant, number)],
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  ],
});

export const logRecord = (plant: Plant, service: string) => ({
  resourceLogs: [
    {
      resource: resource(plant, service),
      scopeLogs: [
        {
          scope: scope(plant),
          logRecords: [
            {
              timeUnixNano: now(),
              severityText: plant('severity text').text,
              eventName: plant('event name of a log record').text,
              body: string(plant('body as a text').text),
              attributes: attributes(plant, 'log attribute'),
            },
            {
              timeUnixNano: now(),
              body: { kvlistValue: { values: attributes(plant, 'body as a map') } },
            },
          ],
        },
      ],
    },
  ],
});
