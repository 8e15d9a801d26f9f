// trace-action.test.ts: actions before, while and after telemetry loads (trace-action.ts).
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { type TraceAction, traceActionOnceLoaded, untraced } from './trace-action.ts';

const traced: TraceAction = (_name, action) =>
  action({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', fetch });
const traceIdOf = (traceAction: TraceAction) =>
  traceAction('load_tasks', async (scope) => scope.traceId);

// Time stands still until a test moves it: none of them waits for a real clock.
beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('an action waits for telemetry and is traced', async () => {
  const { promise, resolve } = Promise.withResolvers<TraceAction>();
  const traceId = traceIdOf(traceActionOnceLoaded(promise, 1000));
  mock.timers.tick(999);
  resolve(traced);
  assert.equal(await traceId, '4bf92f3577b34da6a3ce929d0e0e4736');
});

test('an action runs untraced when telemetry takes too long, the next ones are traced', async () => {
  const { promise, resolve } = Promise.withResolvers<TraceAction>();
  const traceAction = traceActionOnceLoaded(promise, 1000);
  mock.timers.tick(1000);
  assert.equal(await traceIdOf(traceAction), undefined);
  resolve(traced);
  await promise;
  assert.equal(await traceIdOf(traceAction), '4bf92f3577b34da6a3ce929d0e0e4736');
});

test('an action runs untraced, and at once, when telemetry fails to load', async () => {
  const failed = Promise.reject(new Error('chunk not found'));
  assert.equal(await traceIdOf(traceActionOnceLoaded(failed, 1000)), undefined);
});

test('the result and the failure of an action pass through', async () => {
  const traceAction = traceActionOnceLoaded(Promise.resolve(untraced), 1000);
  assert.equal(await traceAction('add_task', async () => 'result'), 'result');
  const failure = new Error('no');
  await assert.rejects(
    traceAction('add_task', () => Promise.reject(failure)),
    failure,
  );
});
