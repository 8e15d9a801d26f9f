// A burst of log lines neither delays requests nor loses a line, on stdout or by OTLP.
//   npm run test:endurance --workspace backend
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';

test('10,000 log lines a second hold the event loop up for less than 50 ms', async (t) => {
  const received = await startOtlpReceiver();
  t.after(received.close);
  const child = spawn(
    process.execPath,
    ['--import', './src/instrumentation.ts', 'src/endurance/log-burst-process.ts'],
    {
      cwd: new URL('../..', import.meta.url),
      env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: received.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const [written, measured] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const { lines, latestMs, p99Ms } = JSON.parse(measured);
  t.diagnostic(
    `${lines} lines, event loop late by ${latestMs.toFixed(1)} ms at most (p99 ${p99Ms.toFixed(1)} ms), ` +
      `${written.split('\n').length - 1} on stdout, ${received.logs.length} by OTLP`,
  );
  assert.equal(written.split('\n').length - 1, lines);
  assert.equal(received.logs.length, lines);
  assert.ok(p99Ms < 50, `p99 ${p99Ms} ms`);
});
