// action-span.test.ts: the span around an action, with the browser's own context manager.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { traceActionsWith } from './action-span.ts';
import { ApiError } from './task-api.ts';

const exporter = new InMemorySpanExporter();
const spanProcessors = [new SimpleSpanProcessor({ exporter })];
const provider = new TracerProvider({ spanProcessors });
context.setGlobalContextManager(new StackContextManager().enable());
const { traceAction, contextOf } = traceActionsWith(provider.getTracer('test'));
const idOf = (active: typeof ROOT_CONTEXT) => trace.getSpanContext(active)?.traceId;

afterEach(() => {
  exporter.reset();
  mock.restoreAll();
});

test('an action is one internal span with the trace id that the action was told', async () => {
  const traceId = await traceAction('add_task', async ({ traceId: id }) => id);
  const [span] = exporter.getFinishedSpans();
  assert.equal(span?.name, 'add_task');
  assert.equal(span.kind, SpanKind.INTERNAL);
  assert.equal(span.spanContext().traceId, traceId);
  assert.equal(span.status.code, SpanStatusCode.UNSET);
});

test('two actions are two traces, even when one starts inside the other', async () => {
  const ids = await traceAction('load_tasks', async ({ traceId: outer }) => [
    outer,
    await traceAction('add_task', async ({ traceId: inner }) => inner),
  ]);
  assert.notEqual(ids[0], ids[1]);
});

test("an action's requests begin in its span, after any await and beside another action", async () => {
  const seen: (string | undefined)[] = [];
  mock.method(globalThis, 'fetch', async () => {
    seen.push(trace.getActiveSpan()?.spanContext().traceId);
    return Response.json({});
  });
  const { promise: bothRun, resolve } = Promise.withResolvers<void>();
  const twoRequests = (name: 'add_task' | 'edit_task', before: Promise<void>) =>
    traceAction(name, async ({ traceId, fetch }) => {
      await before;
      await fetch('/first');
      assert.equal(trace.getActiveSpan(), undefined, 'as everywhere in a browser after an await');
      await fetch('/second');
      return traceId;
    });
  const first = twoRequests('add_task', bothRun);
  const second = twoRequests('edit_task', bothRun);
  resolve();
  const ids = await Promise.all([first, second]);
  assert.deepEqual(seen, [ids[0], ids[1], ids[0], ids[1]]);
});

test('an uncaught error belongs to the action that failed with it', async () => {
  const failure = new Error('no');
  await assert.rejects(traceAction('add_task', () => Promise.reject(failure)));
  await traceAction('load_tasks', async () => {
    const [span] = exporter.getFinishedSpans();
    assert.equal(idOf(contextOf(failure)), span?.spanContext().traceId);
  });
});

test('an error from elsewhere belongs to the one action that runs, and to none of two', async () => {
  await traceAction('load_tasks', async ({ traceId }) => {
    assert.equal(idOf(contextOf(new Error('elsewhere'))), traceId);
    await traceAction('add_task', async () => {
      assert.notEqual(idOf(contextOf('elsewhere')), traceId);
    });
  });
  assert.equal(contextOf(new Error('later')), ROOT_CONTEXT);
});

test('a failure marks the span with its status, and quotes nothing', async () => {
  const failure = new ApiError(400, 'my secret title is too long');
  await assert.rejects(
    traceAction('add_task', () => Promise.reject(failure)),
    failure,
  );
  const [span] = exporter.getFinishedSpans();
  assert.deepEqual(span?.status, { code: SpanStatusCode.ERROR });
  assert.deepEqual(span.attributes, { 'error.type': '400' });
  assert.deepEqual(span.events, []);
});

test('a failure without a status is marked with the kind of error', async () => {
  await assert.rejects(traceAction('load_tasks', () => Promise.reject(new ApiError(0, 'away'))));
  assert.equal(exporter.getFinishedSpans()[0]?.attributes['error.type'], 'ApiError');
});
