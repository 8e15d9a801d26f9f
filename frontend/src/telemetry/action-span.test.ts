// The span around an action, with the browser's own context manager.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { ApiError } from '../api/task-api.ts';
import { traceActionsWith } from './action-span.ts';

const exporter = new InMemorySpanExporter();
const spanProcessors = [new SimpleSpanProcessor({ exporter })];
const provider = new TracerProvider({ spanProcessors });
context.setGlobalContextManager(new StackContextManager().enable());
const { startTrace, contextOf } = traceActionsWith(provider.getTracer('test'));
const idOf = (active: typeof ROOT_CONTEXT) => trace.getSpanContext(active)?.traceId;

afterEach(() => {
  exporter.reset();
  mock.restoreAll();
});

test('an action is one internal span with the trace id that the action was told', () => {
  const action = startTrace('add_task');
  action.end();
  const [span] = exporter.getFinishedSpans();
  assert.equal(span?.name, 'add_task');
  assert.equal(span.kind, SpanKind.INTERNAL);
  assert.equal(span.spanContext().traceId, action.traceId);
  assert.equal(span.status.code, SpanStatusCode.UNSET);
});

test('two actions are two traces, even when one starts inside the other', () => {
  const outer = startTrace('load_tasks');
  const inner = outer.inSpan(() => startTrace('add_task'));
  inner.end();
  outer.end();
  assert.notEqual(outer.traceId, inner.traceId);
  assert.deepEqual(
    exporter.getFinishedSpans().map((span) => span.parentSpanContext),
    [undefined, undefined],
  );
});

test("an action's requests begin in its span, after any await and beside another action", async () => {
  const seen: (string | undefined)[] = [];
  mock.method(globalThis, 'fetch', async () => {
    seen.push(trace.getActiveSpan()?.spanContext().traceId);
    return Response.json({});
  });
  const actions = [startTrace('add_task'), startTrace('edit_task')];
  await Promise.all(
    actions.map(async ({ inSpan, end }) => {
      await inSpan(() => fetch('/first'));
      assert.equal(trace.getActiveSpan(), undefined, 'as everywhere in a browser after an await');
      await inSpan(() => fetch('/second'));
      end();
    }),
  );
  const ids = actions.map(({ traceId }) => traceId);
  assert.deepEqual(seen, [...ids, ...ids]);
});

test('an uncaught error belongs to the action that failed with it', () => {
  const failure = new Error('no');
  const failed = startTrace('add_task');
  failed.fail(failure);
  failed.end();
  const running = startTrace('load_tasks');
  assert.equal(idOf(contextOf(failure)), failed.traceId);
  running.end();
});

test('an error from elsewhere belongs to the one action that runs, and to none of two', () => {
  const one = startTrace('load_tasks');
  assert.equal(idOf(contextOf(new Error('elsewhere'))), one.traceId);
  const another = startTrace('add_task');
  assert.equal(idOf(contextOf('elsewhere')), undefined);
  another.end();
  one.end();
  assert.equal(contextOf(new Error('later')), ROOT_CONTEXT);
});

test('a failure marks the span with its status, and quotes nothing', () => {
  const action = startTrace('add_task');
  action.fail(new ApiError(400, 'my secret title is too long'));
  action.end();
  const [span] = exporter.getFinishedSpans();
  assert.deepEqual(span?.status, { code: SpanStatusCode.ERROR });
  assert.deepEqual(span.attributes, { 'error.type': '400' });
  assert.deepEqual(span.events, []);
});

test('a failure without a status is marked with the kind of error', () => {
  const action = startTrace('load_tasks');
  action.fail(new ApiError(0, 'away'));
  action.end();
  assert.equal(exporter.getFinishedSpans()[0]?.attributes['error.type'], 'ApiError');
});
