import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from './config.ts';
import { temporaryFile } from './testing/temporary-file.ts';

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

test('a key may come from a file, which must hold a real one', (t) => {
  const path = temporaryFile(t, 'key');
  writeFileSync(path, 'a key of some length\n');
  assert.equal(readConfig({ STATS_API_KEY_FILE: path }).STATS_API_KEY, 'a key of some length');
  writeFileSync(path, 'short');
  assert.throws(
    () => readConfig({ STATS_API_KEY_FILE: path }),
    /STATS_API_KEY_FILE: holds a key of less/,
  );
  assert.throws(() => readConfig({ STATS_API_KEY: 'short' }), /STATS_API_KEY: /);
});

test('an empty variable, as Compose gives for an unset one, is unset', () => {
  assert.equal(readConfig({ STATS_API_KEY: '', LOG_LEVEL: '' }).LOG_LEVEL, 'info');
});
