// One random id per tab (session.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sessionId } from './session.ts';

function tab(): () => Storage {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  return () => storage as Storage;
}

test('a tab keeps its id, another tab has another', () => {
  const [first, second] = [tab(), tab()];
  assert.match(sessionId(first), /^[0-9a-f]{32}$/);
  assert.equal(sessionId(first), sessionId(first));
  assert.notEqual(sessionId(first), sessionId(second));
});

test('where storage is forbidden there is an id all the same', () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  assert.match(sessionId(forbidden), /^[0-9a-f]{32}$/);
});
