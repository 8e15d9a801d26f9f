// The app without telemetry: disabled, or without a collector.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { startOtlpReceiver } from './testing/otlp-receiver.ts';
import { postTask, startBackend } from './testing/start-backend.ts';

// Patched functions slow requests down even without an exporter. Instrumentations mark them `__wrapped`.
const PRINT_WRAPPED = `
  import { Server } from 'node:http';
  import express from 'express';
  const wrapped = { http: Server.prototype.emit, express: express.Router.prototype.use };
  const names = Object.keys(wrapped).filter((name) => '__wrapped' in wrapped[name]);
  process.stdout.write(names.join(), () => process.exit());`;

/** What is wrapped in a process that starts like the backend. */
const wrappedWhenDisabledIs = (value: string): string =>
  execFileSync(
    process.execPath,
    ['--import', './src/instrumentation.ts', '--input-type=module', '--eval', PRINT_WRAPPED],
    {
      cwd: new URL('..', import.meta.url),
      env: { ...process.env, OTEL_SDK_DISABLED: value },
      encoding: 'utf8',
    },
  );

test('OTEL_SDK_DISABLED=true, in any case of letters, leaves http and express as they are', () => {
  assert.equal(wrappedWhenDisabledIs('true'), '');
  assert.equal(wrappedWhenDisabledIs(' TRUE '), '');
});

test('any other value, and http and express are instrumented', () => {
  assert.equal(wrappedWhenDisabledIs('false'), 'http,express');
  assert.equal(wrappedWhenDisabledIs(''), 'http,express');
});

test('with the collector away the API answers, and SIGTERM still ends it within 10 s', async () => {
  // Nothing listens on port 9 (discard).
  const backend = await startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  const response = await postTask(backend.url, { title: 'still works' });
  assert.equal(response.status, 201);
  const { code, seconds } = await backend.stop();
  assert.equal(code, 0);
  assert.ok(seconds < 10, `took ${seconds} s`);
});

test('OTEL_SDK_DISABLED=true gives the plain app', async () => {
  const received = await startOtlpReceiver();
  const backend = await startBackend({
    OTEL_SDK_DISABLED: 'true',
    OTEL_EXPORTER_OTLP_ENDPOINT: received.url,
  });
  const response = await postTask(backend.url, { title: 'plain' });
  assert.equal(response.status, 201);
  const { code } = await backend.stop();
  received.close();
  assert.equal(code, 0);
  assert.deepEqual([received.spans, received.logs, received.metrics.size], [[], [], 0]);
});
