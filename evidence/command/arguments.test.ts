import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf, readArguments, secondsOf } from './arguments.ts';

const OPTIONS = { rate: { type: 'string', default: '5' }, json: { type: 'boolean' } } as const;

test('values, defaults, and what is no option', () => {
  const { values, positionals } = readArguments(['--json', 'burn', '--rate', '-1'], OPTIONS, 1);
  assert.deepEqual({ ...values }, { json: true, rate: '-1' });
  assert.deepEqual(positionals, ['burn']);
  assert.equal(readArguments([], OPTIONS).values.rate, '5');
});

test('what is not understood is named', () => {
  const refused =
    (...args: string[]) =>
    () =>
      readArguments(args, OPTIONS);
  assert.throws(refused('--fast'), /^Error: unknown argument: --fast$/);
  assert.throws(refused('x'), /unknown argument: x/);
  assert.throws(refused('--rate'), /--rate needs a value/);
  assert.throws(refused('--json=1'), /--json takes no value/);
});

test('a time is read in seconds, minutes and hours, anything else is a wrong call', () => {
  const read = ['90', '30s', '10m', '2h'].map((duration) => secondsOf('--window', duration));
  assert.deepEqual(read, [90, 30, 600, 7200]);
  for (const duration of ['', '0', '0s', '1.5m', '10x', '-5', 'm', '1 m', '99999999']) {
    assert.throws(() => secondsOf('--window', duration), /--window is a time like 30s, 10m or 2h/);
  }
});

test('a count is a whole number from 1 to its bound; without one the default', () => {
  assert.equal(countOf('--values', undefined, 7), 7);
  assert.equal(countOf('--values', '12', 7, 12), 12);
  for (const value of ['', '0', '-1', '1.5', 'x', '07', '13']) {
    assert.throws(() => countOf('--values', value, 7, 12), /--values is a number, not: /);
  }
});
