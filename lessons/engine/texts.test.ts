import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../stores/lab.ts';
import { LESSONS } from '../all.ts';
import { explanation, hintsOf, story } from './texts.ts';

test('every lesson tells a story, gives three hints and explains itself', () => {
  for (const lesson of LESSONS) {
    assert.match(story(lesson), /^# \d+ · /, lesson.folder);
    assert.equal(hintsOf(lesson).length, 3, lesson.folder);
    assert.ok(explanation(lesson).length > 200, lesson.folder);
  }
});

test('the links that the terminal shows lead somewhere from where the command is run', () => {
  const links = LESSONS.flatMap((lesson) => [
    story(lesson),
    ...hintsOf(lesson),
    explanation(lesson),
  ])
    .flatMap((text) => [...text.matchAll(/\]\(([^)#]+)/g)].map(([, target = '']) => target))
    .filter((target) => !target.startsWith('http'));
  assert.ok(links.length > 5);
  for (const link of links) assert.ok(existsSync(join(root, link)), link);
});
