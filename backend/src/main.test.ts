// The process under bad conditions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startBackend } from './testing/start-backend.ts';

test('a reader of its lines that goes away costs no answer and no clean end', async () => {
  // Nothing listens on port 9 (discard).
  const backend = await startBackend({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
  backend.stopReading();
  // Two lines each: more than is written at a time.
  for (let count = 0; count < 500; count += 1) {
    assert.equal((await fetch(`${backend.url}/api/tasks`)).status, 200);
  }
  const { code, seconds } = await backend.stop();
  assert.equal(code, 0);
  assert.ok(seconds < 10, `took ${seconds} s`);
});
