// Is it counted when the collector takes only part of a batch?
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pollUntil } from '../../../stores/poll-until.ts';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { postTask, startBackend } from '../testing/start-backend.ts';
import { METRIC } from './names.ts';

const ANSWERS: Record<string, object> = {
  '/v1/traces': { rejectedSpans: '2', errorMessage: 'two too many' },
  '/v1/logs': { rejectedLogRecords: 1 },
};

test('what is rejected of a batch is counted, by signal', async (t) => {
  const left = { ...ANSWERS };
  const received = await startOtlpReceiver((response) => {
    const path = response.req.url ?? '';
    const partialSuccess = left[path];
    if (!partialSuccess) return false;
    delete left[path];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ partialSuccess }));
    return true;
  });
  t.after(received.close);
  const backend = await startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: received.url });
  t.after(backend.kill);
  await postTask(backend.url, { title: 'x' });
  await pollUntil('both partial answers', 20, () => assert.deepEqual(left, {}));
  await backend.stop();
  const counted = received.metrics.get(METRIC.telemetryRejected.name) ?? [];
  const bySignal = counted.map(({ attributes, value }) => [attributes['lab.signal'], value]);
  assert.deepEqual(Object.fromEntries(bySignal), { traces: 2, metrics: 0, logs: 1 });
});
