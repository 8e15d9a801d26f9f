// What perform-action.ts reports about an action.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { ApiError } from '../api/task-api.ts';
import { deleteTask, TaskConflict } from '../tasks/save-task.ts';
import { milk } from '../testing/milk.ts';
import { createPerform, type FinishedAction, reasonOf } from './perform-action.ts';
import type { StartTrace } from './trace-action.ts';

const reported: FinishedAction[] = [];
const failures: unknown[] = [];
let ended: number;
const traced: StartTrace = () => ({
  traceId: 'abc',
  inSpan: (start) => start(),
  fail: (error) => failures.push(error),
  end: () => {
    ended += 1;
  },
});
const perform = createPerform(traced, (action) => reported.push(action));

beforeEach(() => {
  ended = 0;
});
afterEach(() => {
  reported.length = 0;
  failures.length = 0;
  mock.restoreAll();
});

test('an action is reported with its trace and the status of its last answer', async () => {
  mock.method(globalThis, 'fetch', async () => Response.json({ tasks: [] }, { status: 201 }));
  assert.deepEqual(await perform('load_tasks', (api) => api.listTasks()), { tasks: [] });
  const [{ durationMs, traceMs, ...action } = assert.fail('nothing reported')] = reported;
  const done = { name: 'load_tasks', traceId: 'abc', status: 201, failed: false, hasErrors: false };
  assert.deepEqual(action, done);
  assert.ok(durationMs >= 0 && traceMs === durationMs);
  assert.deepEqual([failures, ended], [[], 1]);
});

test('a failure is reported, noted in the trace and passed on', async () => {
  mock.method(globalThis, 'fetch', async () => new Response(null, { status: 503 }));
  const failing = perform('failing_request', (api) => api.simulateError(503));
  await assert.rejects(failing, ApiError);
  assert.deepEqual([reported[0]?.status, reported[0]?.failed], [503, true]);
  assert.deepEqual([failures.length, ended], [1, 1]);
  assert.ok(failures[0] instanceof ApiError);
});

test('without an answer there is no status, also when there was one before', async () => {
  const answers = [() => Response.json({}), () => Promise.reject(new TypeError('refused'))];
  mock.method(globalThis, 'fetch', async () => answers.shift()?.());
  const twice = perform('edit_task', async (api) => [await api.getTask(1), await api.getTask(1)]);
  await assert.rejects(twice, ApiError);
  assert.deepEqual([reported[0]?.status, reported[0]?.failed], [undefined, true]);
});

test('a conflict is reported as such, though the last answer was a good one', async () => {
  const answers = [new Response('{}', { status: 412 }), Response.json(milk)];
  mock.method(globalThis, 'fetch', async () => answers.shift());
  await assert.rejects(
    perform('delete_task', (api) => deleteTask(api, milk)),
    TaskConflict,
  );
  assert.equal(reported[0]?.status, 412);
});

test('an action that ends well may have a request with an error in its trace', async () => {
  mock.method(globalThis, 'fetch', async () => new Response('{}', { status: 404 }));
  await perform('delete_task', (api) => deleteTask(api, milk));
  assert.deepEqual([reported[0]?.failed, reported[0]?.hasErrors], [false, true]);
});

test('people are told what the API says, but not how our code failed', () => {
  assert.equal(reasonOf(new ApiError(412, 'Somebody was faster.')), 'Somebody was faster.');
  assert.doesNotMatch(reasonOf(new TypeError('undefined is not a function')), /undefined/);
});
