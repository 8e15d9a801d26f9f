// Three versions of a task, field by field (merge-task.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { milk } from '../testing/milk.ts';
import { mergeTask } from './merge-task.ts';

test('changes to different fields go together', () => {
  const theirs = { ...milk, title: 'Buy oat milk', version: 2 };
  assert.deepEqual(mergeTask(milk, { completed: true }, theirs), {
    change: { completed: true },
    conflicts: [],
  });
});

test('the same field changed by both is for a person to decide', () => {
  const theirs = { ...milk, title: 'Buy oat milk', version: 2 };
  const mine = { title: 'Buy soy milk', description: 'two' };
  assert.deepEqual(mergeTask(milk, mine, theirs), {
    change: { description: 'two' },
    conflicts: ['title'],
  });
});

test('who wants the same has nothing left to do', () => {
  const theirs = { ...milk, completed: true, version: 2 };
  assert.deepEqual(mergeTask(milk, { completed: true }, theirs), { change: {}, conflicts: [] });
});
