// Proves the check of each lesson in the running lab: npm run test:lessons. Not a *.test.ts file, since
// `npm test` needs no lab. LESSONS: numbers such as 3,11, default all; SHORT=true: without the wrong
// ways, and with one right way.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { compose } from '../../evidence/command/program.ts';
import { lab, root } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { LESSONS } from '../all.ts';
import { makeCopies, makeEdits, removeCopies } from '../engine/copies.ts';
import type { Attempt, Lesson } from '../engine/lesson.ts';
import { numberOf } from '../engine/texts.ts';
import { labNow } from './lab-now.ts';

const short = process.env.SHORT === 'true';
const wanted = process.env.LESSONS?.split(',');

/** As the command takes it. */
const wordFor = (one: Lesson): string => String(numberOf(one));

// Lessons 10 and 12 make requests fail, and lesson 13 waits until failures are two minutes old: so one is
// proved long before it, and the other after it.
const placeOf = (one: Lesson): number => ({ 10: -1, 12: 1 })[wordFor(one)] ?? 0;
const lessons = LESSONS.toSorted((a, b) => placeOf(a) - placeOf(b)).filter(
  (one) => !wanted || wanted.includes(wordFor(one)),
);

/** Runs the command as a learner does. */
async function lesson(
  args: string[],
  patience: Record<string, string> = {},
): Promise<{ status: number; output: string }> {
  const env = { ...process.env, ...patience };
  const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
  const command = spawn('scripts/lesson.sh', args, { cwd: root, env, stdio });
  const [[status], ...outputs] = await Promise.all([
    once(command, 'close'),
    text(command.stdout),
    text(command.stderr),
  ]);
  return { status, output: outputs.join('') };
}

/** The attempt's answer as arguments of check; none for a lesson that asks for nothing. */
const wordsOf = async (attempt?: Attempt): Promise<string[]> =>
  Object.entries((await attempt?.answer?.()) ?? {}).map(([name, value]) => `${name}=${value}`);

/** Stops a service while `check` runs, which must say that it cannot tell. */
async function assertCannotTellWithout(service: string, one: Lesson): Promise<void> {
  const words = await wordsOf(one.right[0]);
  await compose('stop', service);
  try {
    // Silence need not be awaited for as long as a learner may have to wait for a slow machine.
    const { status, output } = await lesson([wordFor(one), 'check', ...words], {
      LESSON_PATIENCE: '0.05',
    });
    assert.equal(status, 2, output);
  } finally {
    // Not --wait: the next check waits for telemetry itself. Only the page must answer it.
    await compose('up', '--detach', '--no-deps', '--no-recreate', service);
    await pollUntilTrue('the page', 30, async () => (await fetch(`${lab.frontend}/healthz`)).ok);
  }
}

/** Begins again with the fault, and makes the attempt's edits. @throws when a text to replace is not there. */
async function beginWith(one: Lesson, attempt: Attempt): Promise<void> {
  removeCopies(one);
  await makeCopies(one);
  await makeEdits(one, attempt);
}

/** What the check says of an attempt. */
async function statusAfter(one: Lesson, attempt: Attempt) {
  const { act, answer } = attempt;
  await beginWith(one, attempt);
  if (act || answer) await lesson([wordFor(one), 'apply']);
  await act?.();
  return lesson([wordFor(one), 'check', ...(await wordsOf(attempt))]);
}

for (const one of lessons) {
  describe(`lesson ${one.folder}`, () => {
    let atFirst: string;
    let isReset = false;
    before(async () => {
      atFirst = labNow(one.services);
      const { status, output } = await lesson([wordFor(one), 'start']);
      assert.equal(status, 0, output);
    });
    after(async () => {
      if (!isReset) await lesson([wordFor(one), 'reset']);
    });

    test('the fault, untouched, does not pass', async () => {
      const words = await wordsOf(one.wrong[0]);
      const { status, output } = await lesson(
        [wordFor(one), 'check', ...words],
        short ? { LESSON_GRACE: '0.2' } : {},
      );
      assert.equal(status, 1, output);
    });
    test('without traffic it cannot tell', () => assertCannotTellWithout('frontend', one));
    test('without telemetry it cannot tell', () => assertCannotTellWithout('otel-collector', one));
    if (short) {
      // A setting that has another value today would otherwise be seen by the long form alone.
      test('the edits of all attempts can be made', async () => {
        for (const attempt of [...one.wrong, ...one.right]) await beginWith(one, attempt);
      });
    }
    for (const attempt of short ? [] : one.wrong) {
      test(`does not pass: ${attempt.title}`, async () => {
        const { status, output } = await statusAfter(one, attempt);
        assert.notEqual(status, 0, output);
      });
    }
    for (const attempt of short ? one.right.slice(0, 1) : one.right) {
      test(`passes: ${attempt.title}`, async () => {
        const { status, output } = await statusAfter(one, attempt);
        assert.equal(status, 0, output);
      });
    }
    test('reset leaves the lab and the working tree as before', async () => {
      const { status, output } = await lesson([wordFor(one), 'reset']);
      assert.equal(status, 0, output);
      assert.equal(labNow(one.services), atFirst);
      isReset = true;
    });
  });
}

describe('the link on the page', () => {
  after(() => lesson(['1', 'reset']));

  test('leads to the first lesson that is neither passed nor skipped', async () => {
    const [first, second] = LESSONS.map(({ folder }) => `url=/guide/lessons/${folder}/`);
    for (const [command, address] of [
      ['reset', first],
      ['skip', second],
    ] as const) {
      const { status, output } = await lesson(['1', command]);
      assert.equal(status, 0, output);
      const page = await (await fetch(`${lab.frontend}/next-lesson`)).text();
      assert.ok(page.includes(`${address}"`), page);
    }
  });
});
