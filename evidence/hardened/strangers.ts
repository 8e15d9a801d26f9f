// What a page, or whoever claims to be one, can make the lab believe. In every lab; the hardened one is where
// it matters.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lab } from '../../stores/lab.ts';
import { logRecords } from '../../stores/loki.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { hexId, newTrace } from '../trace-context.ts';

const SECONDS = 60;

/** The spans of a trace, once there are more than `known`. */
const newSpans = (traceId: string, known = 0): Promise<Span[]> =>
  pollUntil('the spans', SECONDS, async () => {
    const spans = await spansOfTrace(traceId);
    if (spans.length <= known) throw new Error(`${spans.length} spans`);
    return spans;
  });
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** Posts as a page does. */
async function post(signal: 'traces' | 'logs', body: object): Promise<void> {
  const response = await fetch(`${lab.frontend}/otlp/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

const claims = [
  text('service.name', 'backend'),
  text('service.namespace', 'bank'),
  text('deployment.environment.name', 'production'),
  text('service.version', '0.1.0'),
  text('host.name', 'backend-1'),
];

test('a span of a page is of the frontend, whatever it claims, and has only what is listed', async () => {
  const traceId = hexId(16);
  const time = `${Date.now()}000000`;
  const attributes = [text('url.full', 'https://localhost/'), text('enduser.id', '1')];
  const span = { traceId, spanId: hexId(8), name: 'add_task', kind: 1, attributes };
  const events = [{ timeUnixNano: time, name: 'e', attributes: [text('enduser.id', '1')] }];
  const spans = [{ ...span, startTimeUnixNano: time, endTimeUnixNano: time, events }];
  const scopeSpans = [{ scope: { name: 's', attributes: [text('enduser.id', '1')] }, spans }];
  await post('traces', { resourceSpans: [{ resource: { attributes: claims }, scopeSpans }] });
  const [found] = await newSpans(traceId);
  assert.equal(found?.service, 'frontend');
  assert.deepEqual(found?.attributes, { 'url.full': 'https://localhost/' });
  assert.deepEqual(found?.events[0]?.attributes, {});
});

test('so is a log record', async () => {
  const traceId = hexId(16);
  const attributes = [text('exception.type', 'TypeError'), text('enduser.id', '1')];
  const time = `${Date.now()}000000`;
  const body = { stringValue: 'of a page' };
  const record = { timeUnixNano: time, traceId, severityText: 'error', body, attributes };
  const scopeLogs = [{ logRecords: [record] }];
  await post('logs', { resourceLogs: [{ resource: { attributes: claims }, scopeLogs }] });
  const query = `{service_name=~".+"} | trace_id="${traceId}"`;
  const [found] = await pollUntil('the log record', SECONDS, async () => {
    const records = await logRecords(query);
    if (records.length === 0) throw new Error('none yet');
    return records;
  });
  const { service_name, service_namespace, deployment_environment_name } = found?.attributes ?? {};
  assert.deepEqual(
    [service_name, service_namespace, deployment_environment_name],
    ['frontend', 'otel-lab', 'lab'],
  );
  assert.equal(found?.attributes.exception_type, 'TypeError');
  assert.equal(found?.attributes.enduser_id, undefined);
  assert.equal(found?.attributes.host_name, undefined);
});

test('a request is recorded, also when it says that it must not be', async () => {
  const { traceId, callerSpanId } = newTrace();
  const traceparent = `00-${traceId}-${callerSpanId}-00`;
  await fetch(`${lab.frontend}/api/tasks?limit=1`, { headers: { traceparent } });
  const spans = await newSpans(traceId);
  assert.ok(spans.some(({ service }) => service === 'backend'));
});

test("with another's trace id it joins that trace, and changes nothing of it", async () => {
  const { traceId, traceparent } = newTrace();
  const url = `${lab.frontend}/api/tasks?limit=1`;
  await fetch(url, { headers: { traceparent } });
  const before = await pollUntil('the trace', SECONDS, async () => {
    const spans = await spansOfTrace(traceId);
    if (!spans.some(({ kind }) => kind === 'SERVER')) throw new Error('no server span yet');
    return spans;
  });
  const forged = `00-${traceId}-${hexId(8)}-01`;
  await fetch(url, { headers: { traceparent: forged, baggage: 'userId=1', tracestate: 'a=b' } });
  const after = await newSpans(traceId, before.length);
  for (const span of before)
    assert.deepEqual(
      after.find(({ id }) => id === span.id),
      span,
    );
});
