import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Span } from '../../stores/tempo.ts';
import { waterfall } from './waterfall.ts';

const span = (id: string, parentId: string | undefined, start: number, more: Partial<Span> = {}) =>
  ({
    service: 'backend',
    name: id,
    id,
    parentId,
    start,
    duration: 1,
    status: 'UNSET',
    ...more,
  }) as Span;

test('each span stands below its parent, by its start, whatever the order in which they came', () => {
  const lines = waterfall(
    [
      span('sql', 'server', 104, { status: 'ERROR' }),
      span('late', 'click', 108),
      span('server', 'click', 102, { duration: 5 }),
      span('click', undefined, 100, { service: 'frontend', duration: 10 }),
    ],
    10,
  );
  const text = (line: string) => line.replaceAll(/\s+/g, ' ').trim();
  assert.deepEqual(lines.map(text), [
    'frontend click 0.0 10.0 ms ━━━━━━━━━━',
    'backend server 2.0 5.0 ms ━━━━━',
    'backend ! sql 4.0 1.0 ms ━',
    'backend late 8.0 1.0 ms ━',
  ]);
  assert.deepEqual(
    lines.map((line) => line.search(/\S/) >= 0 && line.slice(11).search(/\w/)),
    [0, 2, 4, 2],
  );
});

test('a span whose parent never arrived is not lost', () => {
  const lines = waterfall([span('orphan', 'nobody', 100), span('root', undefined, 101)]);
  assert.equal(lines.length, 2);
});

test('a trace that took no time has bars', () => {
  const [line = ''] = waterfall([span('quick', undefined, 100, { duration: 0 })]);
  assert.match(line, /━$/);
});
