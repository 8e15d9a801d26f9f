// Stops the backend repeatedly under load: no request is cut off, no span is missing.
//   npm run test:endurance --workspace backend      (SHUTDOWNS=5 for fewer)
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { startBackend } from '../testing/start-backend.ts';
import { startLoad } from './load.ts';

const SHUTDOWNS = Number(process.env.SHUTDOWNS ?? 50);

test(`${SHUTDOWNS} SIGTERMs under load cut off no request and lose no span`, async (t) => {
  let requests = 0;
  let slowest = 0;
  for (let round = 0; round < SHUTDOWNS; round += 1) {
    const received = await startOtlpReceiver();
    const backend = await startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: received.url });
    const load = startLoad(backend.url, 4, 'x');
    await setTimeout(100 + Math.random() * 200);
    const { code, seconds } = await backend.stop();
    await load.stop();
    received.close();

    const { acknowledged, refused, broken } = load.outcome;
    assert.deepEqual([code, broken], [0, []], `round ${round}`);
    assert.deepEqual(
      [...refused.keys()].filter((status) => status !== 503),
      [],
    );
    const whole = (traceId: string) =>
      received.spans.filter((span) => span.traceId === traceId).length === 3;
    const incomplete = [...acknowledged.values()].filter((traceId) => !whole(traceId));
    assert.deepEqual(incomplete, [], `traces without all three spans, round ${round}`);
    requests += acknowledged.size;
    slowest = Math.max(slowest, seconds);
  }
  t.diagnostic(
    `${SHUTDOWNS} shutdowns, ${requests} acknowledged requests, 0 cut off, all spans there, ` +
      `slowest ${slowest.toFixed(2)} s`,
  );
});
