// Does what a browser sends through nginx arrive in the stores? Here it is handmade OTLP/HTTP with
// JSON; the browser tests use a real browser.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { linesOfTrace } from '../../stores/loki.ts';
import { counterBefore } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { byHand } from '../checks/by-hand.ts';
import type { Check } from '../checks/checks.ts';
import { hexId, newTrace } from '../trace-context.ts';
import { roseCheck } from './signal-checks.ts';

const VITALS =
  'lab_web_vital_duration_seconds_count{browser_web_vital_name="ttfb", lab_page_name="tasks"}';

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const resource = {
  attributes: [text('service.name', 'frontend'), text('service.namespace', 'otel-lab')],
};

/** A span, an error in its trace, and a web vital. */
function pageSignals(traceId: string) {
  const now = `${Date.now()}000000`;
  const span = { traceId, spanId: hexId(8), name: 'add_task', kind: 1 };
  const vital = [
    text('lab.page.name', 'tasks'),
    text('browser.web_vital.name', 'ttfb'),
    { key: 'browser.web_vital.value', value: { doubleValue: 0.02 } },
    text('browser.web_vital.rating', 'good'),
    text('session.id', 'verify'),
  ];
  const logRecords = [
    { timeUnixNano: now, traceId, severityText: 'error', body: { stringValue: 'Uncaught error' } },
    {
      timeUnixNano: now,
      severityText: 'info',
      body: { stringValue: 'Web vital' },
      eventName: 'browser.web_vital',
      attributes: vital,
    },
  ];
  const spans = [{ ...span, startTimeUnixNano: now, endTimeUnixNano: now }];
  return {
    traces: { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] },
    logs: { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] },
  };
}

const postAsPage = (signal: string, body: object): Promise<string> =>
  ask('nginx', `${lab.frontend}/otlp/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: lab.frontend },
    body: JSON.stringify(body),
  });

async function pageSpan(traceId: string): Promise<string> {
  const [span] = await spansOfTrace(traceId);
  if (!span) throw new Error('no span yet');
  return `${span.service}: ${span.name}`;
}

async function pageLog(traceId: string): Promise<string> {
  const lines = (await linesOfTrace(traceId)).join(', ');
  if (lines !== 'Uncaught error') throw new Error(`it has: ${lines || 'nothing yet'}`);
  return lines;
}

/** Checks one span, one error and one web vital; the first check sends them. */
export async function pageChecks(): Promise<Check[]> {
  const { traceId } = newTrace();
  const vitals = await counterBefore(VITALS);
  return [
    {
      title: 'nginx takes a span and log records of the page',
      seconds: 10,
      byHand: `curl -i -H content-type:application/json -d '{}' ${lab.frontend}/otlp/v1/logs`,
      ask: async () => {
        const { traces, logs } = pageSignals(traceId);
        await Promise.all([postAsPage('traces', traces), postAsPage('logs', logs)]);
        return 'a span, an error and a web vital';
      },
    },
    {
      title: "Tempo has the page's span",
      seconds: 30,
      byHand: byHand.trace(traceId),
      ask: () => pageSpan(traceId),
    },
    {
      title: "Loki has the page's log record, in its trace",
      seconds: 30,
      byHand: byHand.logs(`{service_name="frontend"} | trace_id="${traceId}"`),
      ask: () => pageLog(traceId),
    },
    roseCheck('Prometheus has the web vital, as a histogram', vitals),
  ];
}
