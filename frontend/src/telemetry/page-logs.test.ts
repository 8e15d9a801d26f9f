// Log records in bounded batches (page-logs.ts, page-errors.ts).
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ROOT_CONTEXT, TraceFlags, trace } from '@opentelemetry/api';
import { InMemoryLogRecordExporter, LoggerProvider } from '@opentelemetry/sdk-logs';
import { attributesOf, recordPageErrors } from './page-errors.ts';
import { PageLogs } from './page-logs.ts';

let exporter: InMemoryLogRecordExporter;
let batches: PageLogs;
const newLogger = () => new LoggerProvider({ processors: [batches] }).getLogger('test');

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  exporter = new InMemoryLogRecordExporter();
  const attributes = { 'session.id': 'abc' };
  batches = new PageLogs({ exporter, attributes, delayMs: 1000, maxRecords: 3 });
});
afterEach(() => mock.timers.reset());

test('records leave together after the delay, each with its session', () => {
  const logger = newLogger();
  logger.emit({ body: 'one' });
  mock.timers.tick(999);
  logger.emit({ body: 'two' });
  assert.equal(exporter.getFinishedLogRecords().length, 0);
  mock.timers.tick(1);
  const records = exporter.getFinishedLogRecords();
  assert.deepEqual(
    records.map((record) => [record.body, record.attributes['session.id']]),
    [
      ['one', 'abc'],
      ['two', 'abc'],
    ],
  );
});

test('a flush does not wait, and leaves nothing for the timer', async () => {
  const send = mock.method(exporter, 'export');
  newLogger().emit({ body: 'one' });
  await batches.forceFlush();
  mock.timers.tick(1000);
  assert.equal(send.mock.callCount(), 1);
});

test('a page that fails in a loop sends no flood, and still reports afterwards', () => {
  const logger = newLogger();
  for (let i = 0; i < 100; i++) logger.emit({ body: `error ${i}` });
  mock.timers.tick(1000);
  assert.equal(exporter.getFinishedLogRecords().length, 3);
  logger.emit({ body: 'later' });
  mock.timers.tick(1000);
  assert.equal(exporter.getFinishedLogRecords().length, 4);
});

test('an uncaught error and a rejection become records in the trace they belong to', async () => {
  const page = new EventTarget();
  const spanContext = {
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    spanId: '00f067aa0ba902b7',
    traceFlags: TraceFlags.SAMPLED,
  };
  const active = trace.setSpanContext(ROOT_CONTEXT, spanContext);
  recordPageErrors(page, newLogger(), () => active);
  page.dispatchEvent(Object.assign(new Event('error'), { error: new TypeError('secret') }));
  page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason: 'secret' }));
  await batches.forceFlush();
  const records = exporter.getFinishedLogRecords();
  assert.deepEqual(
    records.map(({ body, severityText, attributes }) => [
      body,
      severityText,
      attributes['exception.type'],
    ]),
    [
      ['Uncaught error', 'error', 'TypeError'],
      ['Unhandled rejection', 'error', 'string'],
    ],
  );
  for (const record of records) assert.equal(record.spanContext?.traceId, spanContext.traceId);
});

test('an error is told by its kind and its way, not by its message', () => {
  const error = new SyntaxError('Unexpected token: "my secret"\n  my secret');
  error.stack = `SyntaxError: my secret\n  my secret
    at parse (http://lab/assets/index.js?v=secret:1:20)
    at http://lab/assets/index.js:3:4`;
  assert.deepEqual(attributesOf(error), {
    'exception.type': 'SyntaxError',
    'exception.stacktrace':
      '    at parse (http://lab/assets/index.js:1:20)\n    at http://lab/assets/index.js:3:4',
  });
});
