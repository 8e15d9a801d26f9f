// What the backend really sends, as received by a collector.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { postTask, startBackend } from '../testing/start-backend.ts';

const TRACE_ID = '0af7651916cd43dd8448eb211c80319c';
const CALLER_SPAN_ID = 'b7ad6b7169203331';
const SERVER = 2;
const CLIENT = 3;

describe('the telemetry of a few requests', () => {
  let received: Awaited<ReturnType<typeof startOtlpReceiver>>;
  let lines: Record<string, unknown>[];
  let answered: Headers;
  const start = performance.now();
  let end: { code: number | null; seconds: number };

  before(async () => {
    received = await startOtlpReceiver();
    const backend = await startBackend({
      OTEL_EXPORTER_OTLP_ENDPOINT: received.url,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=lab',
    });
    await fetch(`${backend.url}/health`);
    const traceparent = `00-${TRACE_ID}-${CALLER_SPAN_ID}-01`;
    answered = (await postTask(backend.url, { title: 'secret plans' }, { traceparent })).headers;
    await postTask(backend.url, { title: '' });
    await fetch(`${backend.url}/no/such/route/${Math.random()}`);
    await fetch(`${backend.url}/api/tasks/999`);
    await fetch(`${backend.url}/api/tasks?search=secret+plans&limit=7`);
    // Stopped immediately, so that everything is sent by the flush, not by the timers.
    end = await backend.stop();
    lines = backend.lines;
  });
  after(() => received.close());

  const spanOf = (name: string) => received.spans.find((span) => span.name === name);
  const points = (metric: string) => received.metrics.get(metric) ?? [];

  test('one trace goes on from the caller: SERVER, create_task, INSERT', () => {
    const spans = received.spans.filter((span) => span.traceId === TRACE_ID);
    assert.deepEqual(spans.map((span) => span.name).sort(), [
      'INSERT tasks',
      'POST /api/tasks',
      'create_task',
    ]);
    const [server, create, insert] = ['POST /api/tasks', 'create_task', 'INSERT tasks'].map(spanOf);
    assert.equal(server?.parentSpanId, CALLER_SPAN_ID);
    assert.equal(server?.kind, SERVER);
    assert.equal(server?.attributes['http.route'], '/api/tasks');
    assert.equal(create?.parentSpanId, server?.spanId);
    assert.equal(create?.attributes['lab.task.id'], 1);
    assert.equal(insert?.parentSpanId, create?.spanId);
    assert.equal(insert?.kind, CLIENT);
  });

  test('a change is an event in the trace of its span; so is what is not valid, by its fields', () => {
    const events = received.logs.filter(({ eventName }) => eventName);
    assert.deepEqual(
      events.map(({ eventName, body, attributes }) => [eventName, body, attributes]),
      [
        ['lab.task.created', 'Task created', { 'lab.task.id': 1 }],
        [
          'lab.task.invalid',
          'Task not valid',
          { 'lab.validation.fields': events[1]?.attributes['lab.validation.fields'] },
        ],
      ],
    );
    assert.match(JSON.stringify(events[1]?.attributes), /"title"/);
    assert.deepEqual(
      [events[0]?.traceId, events[0]?.spanId],
      [TRACE_ID, spanOf('create_task')?.spanId],
    );
  });

  test('the answer tells its trace and span, to curl and to the page', () => {
    const server = spanOf('POST /api/tasks');
    const value = `00-${TRACE_ID}-${server?.spanId}-01`;
    assert.equal(answered.get('traceresponse'), value);
    assert.equal(answered.get('server-timing'), `traceparent;desc="${value}"`);
  });

  test('the SQL span has the statement, and not what the person typed', () => {
    const attributes = spanOf('INSERT tasks')?.attributes ?? {};
    assert.equal(attributes['db.system.name'], 'sqlite');
    assert.equal(attributes['db.operation.name'], 'INSERT');
    assert.equal(attributes['db.collection.name'], 'tasks');
    assert.match(String(attributes['db.query.text']), /VALUES \(@title, /);
    assert.doesNotMatch(JSON.stringify([received.spans, received.logs, lines]), /secret.plans/);
    assert.match(JSON.stringify(received.spans), /search=REDACTED&limit=7/);
  });

  test("a client's mistake is not an error of the service", () => {
    const failed = received.spans.filter((span) => span.status.code === 2);
    assert.deepEqual(failed, []);
  });

  test('health checks are neither traced nor logged nor counted', () => {
    assert.doesNotMatch(
      JSON.stringify([received.spans, received.logs, [...received.metrics]]),
      /\/health/,
    );
  });

  test('requests are counted by method, route template and status', () => {
    const labels = points('http_requests_total').map(({ attributes, value }) => [
      attributes.method,
      attributes.endpoint,
      attributes.status_code,
      value,
    ]);
    assert.deepEqual(labels, [
      ['POST', '/api/tasks', '201', 1],
      ['POST', '/api/tasks', '400', 1],
      ['GET', 'unmatched', '404', 1],
      ['GET', '/api/tasks/:id', '404', 1],
      ['GET', '/api/tasks', '200', 1],
    ]);
    assert.equal(points('http_request_duration_seconds').length, 5);
    const errors = points('http_errors_total').map(({ attributes }) => attributes.status_code);
    assert.deepEqual(errors, ['400', '404', '404']);
  });

  test('their times are seconds, and none is under way at the end', () => {
    const durations = points('http_request_duration_seconds').map(({ sum }) => sum ?? -1);
    const whole = (performance.now() - start) / 1000;
    assert.ok(
      durations.every((sum) => sum > 0 && sum < whole),
      `${durations} of ${whole} s`,
    );
    const active = points('http.server.active_requests').map(({ value }) => value);
    assert.deepEqual([...new Set(active)], [0]);
  });

  test('each request has two log lines, on stdout and by OTLP, with the ids of its span', () => {
    const sent = received.logs.filter((log) => log.traceId === TRACE_ID && !log.eventName);
    assert.deepEqual(
      sent.map((log) => log.body),
      ['Incoming request', 'Request completed'],
    );
    const written = lines.filter((line) => line.trace_id === TRACE_ID);
    assert.deepEqual(
      written.map((line) => line.msg),
      ['Incoming request', 'Request completed'],
    );
    const server = spanOf('POST /api/tasks')?.spanId;
    assert.deepEqual(
      [...sent.map((log) => log.spanId), ...written.map((line) => line.span_id)],
      [server, server, server, server],
    );
    assert.equal(sent[1]?.attributes['http.response.status_code'], 201);
    assert.equal(sent[1]?.attributes['http.route'], '/api/tasks');
  });

  test('the resource says which service, which version, which instance', () => {
    const resource = received.resources[0] ?? {};
    assert.equal(resource['service.name'], 'backend');
    assert.equal(resource['service.namespace'], 'otel-lab');
    assert.match(String(resource['service.version']), /^\d+\.\d+\.\d+$/);
    assert.ok(resource['service.instance.id']);
    assert.equal(resource['deployment.environment.name'], 'lab');
  });

  test('SIGTERM ends it with exit code 0', () => {
    assert.equal(end.code, 0);
  });
});
