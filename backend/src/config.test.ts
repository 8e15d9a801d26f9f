import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from './config.ts';

test('an empty environment gives the defaults', () => {
  assert.deepEqual(readConfig({}), {
    PORT: 5000,
    DATABASE_PATH: '/data/tasks.db',
    LOG_LEVEL: 'info',
    DRAIN_TIMEOUT_MS: 5000,
  });
});

test('each wrong variable is named', () => {
  const wrong = { PORT: 'http', DATABASE_PATH: 'tasks.db', LOG_LEVEL: 'loud' };
  assert.throws(
    () => readConfig(wrong),
    /PORT: .*DATABASE_PATH: must be an absolute path.*LOG_LEVEL: /,
  );
});
