import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pollUntil, pollUntilTrue } from './poll-until.ts';

const notYet = (): never => {
  throw new Error('nothing there');
};

test('it asks again until there is an answer, and returns it', async () => {
  let asked = 0;
  const answer = await pollUntil(
    'three questions',
    20,
    () => {
      asked += 1;
      if (asked < 3) notYet();
      return asked;
    },
    { interval: 1 },
  );
  assert.equal(answer, 3);
});

test('at its deadline it names what was awaited and what was seen last', async () => {
  const awaited = pollUntil('a trace', 0.05, notYet, { interval: 10 });
  await assert.rejects(awaited, /^Error: a trace: not within 0.05 s; last seen: nothing there$/);
});

test('an interruption ends the waiting at once', async () => {
  const interruption = new AbortController();
  const awaited = pollUntil('a trace', 60, notYet, { signal: interruption.signal });
  interruption.abort();
  await assert.rejects(awaited, { name: 'AbortError' });
});

test('a question of yes or no is asked until yes; an error is a "not yet", and its cause', async () => {
  const answers = [false, true];
  await pollUntilTrue('yes', 20, () => answers.shift() ?? false, { interval: 1 });
  assert.equal(answers.length, 0);
  const refused = new Error('refused');
  const throws = () => Promise.reject(refused);
  await assert.rejects(pollUntilTrue('yes', 0, throws), { cause: refused });
});
