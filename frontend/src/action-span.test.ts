// action-span.test.ts: the span around an action, with the browser's own context manager.
import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  StackContextManager,
  WebTracerProvider,
} from '@opentelemetry/sdk-trace-web';
import { traceActionsWith } from './action-span.ts';
import { ApiError, createTaskApi, type TaskApi } from './task-api.ts';

const exporter = new InMemorySpanExporter();
const provider = new WebTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register({ contextManager: new StackContextManager() });
const traceAction = traceActionsWith(provider.getTracer('test'));

afterEach(() => {
  exporter.reset();
  mock.restoreAll();
});

test('an action is one internal span with the trace id that the action was told', async () => {
  const traceId = await traceAction('add_task', async (id) => id);
  const [span] = exporter.getFinishedSpans();
  assert.equal(span?.name, 'add_task');
  assert.equal(span.kind, SpanKind.INTERNAL);
  assert.equal(span.spanContext().traceId, traceId);
  assert.equal(span.status.code, SpanStatusCode.UNSET);
});

test('two actions are two traces, even when one starts inside the other', async () => {
  const ids = await traceAction('load_tasks', async (outer) => [
    outer,
    await traceAction('add_task', async (inner) => inner),
  ]);
  assert.notEqual(ids[0], ids[1]);
});

// The browser's context manager forgets the active span at the first await. So every call of
// task-api.ts must reach fetch before that: an innocent await before it fails here.
const requests: Record<keyof TaskApi, (api: TaskApi) => Promise<unknown>> = {
  listTasks: (api) => api.listTasks(),
  getTask: (api) => api.getTask(1),
  createTask: (api) => api.createTask({ title: 'x' }),
  changeTask: (api) => api.changeTask(1, { completed: true }),
  deleteTask: (api) => api.deleteTask(1),
};
for (const [name, request] of Object.entries(requests)) {
  test(`${name} calls fetch while the action's span is active`, async () => {
    let activeTraceId: string | undefined;
    mock.method(globalThis, 'fetch', async () => {
      activeTraceId = trace.getActiveSpan()?.spanContext().traceId;
      return Response.json({});
    });
    const traceId = await traceAction('load_tasks', async (id) => {
      await request(createTaskApi());
      return id;
    });
    assert.equal(activeTraceId, traceId);
  });
}

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
