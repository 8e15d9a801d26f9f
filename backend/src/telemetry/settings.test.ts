// The effect of OpenTelemetry's standard variables, and that compose passes them on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { postTask, startBackend } from '../testing/start-backend.ts';

/** The backend with `settings`, and what it sends. */
async function start(t: TestContext, settings: Record<string, string>) {
  const received = await startOtlpReceiver();
  const backend = await startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: received.url, ...settings });
  t.after(() => {
    backend.kill();
    received.close();
  });
  return { received, backend };
}

/** Polls until `holds`, at most 20 s. */
async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('OTEL_SERVICE_NAME names the service', async (t) => {
  const { received, backend } = await start(t, { OTEL_SERVICE_NAME: 'shop' });
  await postTask(backend.url, { title: 'x' });
  await backend.stop();
  assert.equal(received.resources[0]?.['service.name'], 'shop');
  assert.equal(received.resources[0]?.['service.namespace'], 'otel-lab');
});

test('OTEL_TRACES_SAMPLER and its argument decide which traces are sent', async (t) => {
  const { received, backend } = await start(t, {
    OTEL_TRACES_SAMPLER: 'traceidratio',
    // None; without this setting it would be all.
    OTEL_TRACES_SAMPLER_ARG: '0',
  });
  await postTask(backend.url, { title: 'x' });
  await backend.stop();
  assert.ok(received.logs.length > 0);
  assert.deepEqual(received.spans, []);
});

test('OTEL_BSP_*, OTEL_BLRP_* and OTEL_METRIC_EXPORT_INTERVAL say when it sends', async (t) => {
  const { received, backend } = await start(t, {
    OTEL_BSP_SCHEDULE_DELAY: '600000',
    OTEL_BLRP_SCHEDULE_DELAY: '600000',
    OTEL_METRIC_EXPORT_INTERVAL: '100',
  });
  const counted = () => Number(received.metrics.get('http_requests_total')?.[0]?.value ?? 0);
  let requests = 0;
  // Our default for metrics is 1.5 s: that many exports would take twice as long.
  const enough = Date.now() + 2500;
  while (Date.now() < enough) {
    await postTask(backend.url, { title: 'x' });
    requests += 1;
    await until(() => counted() === requests, `${requests} requests counted`);
  }
  assert.ok(requests >= 3, `${requests} exports of metrics`);
  assert.deepEqual([received.spans, received.logs], [[], []]);
  await backend.stop();
  assert.ok(received.spans.length > 0 && received.logs.length > 0, 'the end flushes them');
});

test('docker-compose.yml passes them on from the shell', () => {
  const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');
  const passedOn = [...compose.matchAll(/^ {6}(OTEL_\w+):$/gm)].map(([, name]) => name);
  const ofQueue = (queue: string) =>
    ['SCHEDULE_DELAY', 'EXPORT_TIMEOUT', 'MAX_QUEUE_SIZE', 'MAX_EXPORT_BATCH_SIZE'].map(
      (setting) => `OTEL_${queue}_${setting}`,
    );
  assert.deepEqual(passedOn, [
    'OTEL_SERVICE_NAME',
    'OTEL_TRACES_SAMPLER',
    'OTEL_TRACES_SAMPLER_ARG',
    ...ofQueue('BSP'),
    ...ofQueue('BLRP'),
    'OTEL_METRIC_EXPORT_INTERVAL',
    'OTEL_METRIC_EXPORT_TIMEOUT',
  ]);
});
