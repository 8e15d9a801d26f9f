// Actions before, while and after telemetry loads (trace-action.ts).
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { type StartTrace, startTraceOnceLoaded, untraced } from './trace-action.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const traced: StartTrace = async (name) => ({ ...(await untraced(name)), traceId });
const traceIdOf = async (startTrace: StartTrace) => (await startTrace('load_tasks')).traceId;

// Time advances only when a test says so; no test waits for a real clock.
beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
afterEach(() => mock.timers.reset());

test('an action waits for telemetry and is traced', async () => {
  const { promise, resolve } = Promise.withResolvers<StartTrace>();
  const waiting = traceIdOf(startTraceOnceLoaded(promise, 1000));
  mock.timers.tick(999);
  resolve(traced);
  assert.equal(await waiting, traceId);
});

test('an action runs untraced when telemetry takes too long, the next ones are traced', async () => {
  const { promise, resolve } = Promise.withResolvers<StartTrace>();
  const startTrace = startTraceOnceLoaded(promise, 1000);
  mock.timers.tick(1000);
  assert.equal(await traceIdOf(startTrace), undefined);
  resolve(traced);
  await promise;
  assert.equal(await traceIdOf(startTrace), traceId);
});

test('an action runs untraced, and at once, when telemetry fails to load', async () => {
  const failed = Promise.reject(new Error('chunk not found'));
  assert.equal(await traceIdOf(startTraceOnceLoaded(failed, 1000)), undefined);
});

test('an untraced action can do all that a traced one can', async () => {
  const trace = await untraced('add_task');
  assert.equal(
    trace.inSpan(() => 'result'),
    'result',
  );
  trace.fail(new Error('no'));
  trace.end();
});
