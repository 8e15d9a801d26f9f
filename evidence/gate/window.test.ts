import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readWindow } from './window.ts';

test('a window is as long whenever it ends; one since a time begins there', () => {
  assert.equal(readWindow({ window: '2m' }).secondsUntil(1_700_000_000), 120);
  const since = readWindow({ window: '10m', since: '1700000000' });
  assert.equal(since.secondsUntil(1_700_000_075), 75);
  assert.equal(since.window, 'since 22:13:20');
});

test('a time that is none, or in the future, is a wrong call', () => {
  for (const since of ['', 'x', '-5', '17', '9999999999', '1700000000.5']) {
    assert.throws(() => readWindow({ window: '10m', since }), /--since is a time in the past/);
  }
});
