// The last step of `npm start`: one request through the front door, then each store
// is asked for it. Called by scripts/start.sh.

import { ask } from '../stores/ask.ts';
import type { AskError } from '../stores/ask-error.ts';
import { lab } from '../stores/lab.ts';
import { linesOfTrace } from '../stores/loki.ts';
import { pollUntilTrue } from '../stores/poll-until.ts';
import { counterBefore, hasRisen } from '../stores/prometheus.ts';
import { spansOfTrace } from '../stores/tempo.ts';
import { CannotTell, interrupted, runCommand, say } from './command/command.ts';
import { newTrace } from './trace-context.ts';

// Generous, for slow machines.
const SECONDS = 90;
const COUNTER = 'http_requests_total{method="GET", endpoint="/api/tasks"}';

/** Prints after how many seconds the store has the signal. @throws {CannotTell} when it never has. */
async function expectSignal(
  signal: string,
  store: string,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const began = performance.now();
  await pollUntilTrue(signal, SECONDS, isThere, { signal: interrupted }).catch(() => {
    interrupted.throwIfAborted();
    throw new CannotTell(
      `no ${signal} arrived in ${store} within ${SECONDS} s; see: docker compose logs otel-collector ${store}`,
    );
  });
  say(`first ${signal} in ${store} after ${((performance.now() - began) / 1000).toFixed(2)} s`);
}

await runCommand('start', async () => {
  const before = await counterBefore(COUNTER);
  const { traceId, traceparent } = newTrace();
  const url = `${lab.frontend}/api/tasks`;
  await ask('the API', url, { headers: { traceparent }, seconds: 10 }).catch((error: AskError) => {
    throw new CannotTell(`${error.message}; see: docker compose logs frontend backend`);
  });
  await Promise.all([
    expectSignal('trace', 'tempo', async () => (await spansOfTrace(traceId)).length > 0),
    expectSignal('log', 'loki', async () => (await linesOfTrace(traceId)).length > 0),
    expectSignal('metric', 'prometheus', () => hasRisen(before)),
  ]);
  return 0;
});
