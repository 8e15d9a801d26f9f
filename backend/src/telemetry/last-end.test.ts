// Does a process know how the one before it ended?
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { pollUntil } from '../../../stores/poll-until.ts';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { postTask, startBackend } from '../testing/start-backend.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { LOG, METRIC } from './names.ts';

async function receiver(t: TestContext) {
  const received = await startOtlpReceiver();
  t.after(received.close);
  return received;
}

const start = (url: string, path: string) =>
  startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: url, DATABASE_PATH: path });

const warnings = (lines: Record<string, unknown>[]) =>
  lines.filter(({ msg }) => msg === LOG.notClean);

test('after a kill it says when something was exported for the last time, and counts it', async (t) => {
  const received = await receiver(t);
  const path = temporaryFile(t, 'tasks.db');
  const first = await start(received.url, path);
  assert.deepEqual(warnings(first.lines), []);
  const began = Date.now();
  await postTask(first.url, { title: 'x' });
  await pollUntil('its spans', 20, () => assert.ok(received.spans.length > 0));
  first.kill();

  const second = await start(received.url, path);
  const [{ level, 'lab.last_export': last } = {}] = warnings(second.lines);
  assert.equal(level, 'warn');
  const seconds = (Date.parse(String(last)) - began) / 1000;
  assert.ok(Math.abs(seconds) < 10, `${last} is about when it was`);
  await second.stop();
  assert.equal(received.metrics.get(METRIC.uncleanEnds.name)?.[0]?.value, 1);

  const third = await start(received.url, path);
  await third.stop();
  assert.deepEqual(warnings(third.lines), [], 'the second ended cleanly');
  assert.equal(received.metrics.get(METRIC.uncleanEnds.name)?.[0]?.value, 0);
});

test('an end without a collector is not clean', async (t) => {
  const gone = await receiver(t);
  gone.close();
  const path = temporaryFile(t, 'tasks.db');
  const first = await start(gone.url, path);
  await postTask(first.url, { title: 'x' });
  await first.stop();
  const received = await receiver(t);
  const second = await start(received.url, path);
  assert.equal(warnings(second.lines).length, 1);
  await second.stop();
});
