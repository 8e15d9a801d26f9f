// The result as text for the terminal.
import { sum } from '../../evidence/statistics.ts';
import { useRows } from '../containers.ts';
import { row, spread, targetRow } from '../table.ts';
import type { Growth, Step } from './grow.ts';
import type { Hostile, Unmeasured } from './hostile.ts';
import { type Asked, MISSING_TRACE } from './questions.ts';
import { bytesPer, isMeasured, type Result } from './result.ts';
import type { Retained } from './retention.ts';
import { STORES } from './sizes.ts';
import { forgottenBy, judge, missingOf } from './targets.ts';

const numbers = (...all: number[]): string[] => all.map((number) => number.toFixed(0));

/** A table with a column for each step; wide, hence narrow columns. */
const wide = (title: string, cells: string[]): string =>
  `  ${title.padEnd(36)}${cells.map((cell) => cell.padStart(10)).join('')}`;

const ofEach = (steps: Step[], title: string, cell: (step: Step) => string): string =>
  wide(title, steps.map(cell));

function growthRows({ steps, ...growth }: Growth): string[] {
  const [first] = steps;
  if (!first) return [];
  const per = bytesPer({ steps, ...growth });
  return [
    ofEach(steps, 'requests', ({ requests }) => String(requests)),
    ofEach(steps, 'requests/s', ({ perSecond }) => perSecond.toFixed(0)),
    '',
    '  seconds until the answer, median',
    ...Object.keys(first.asked).map((question) =>
      ofEach(steps, question, ({ asked }) => asked[question]?.seconds.median.toFixed(3) ?? '–'),
    ),
    ofEach(steps, `${MISSING_TRACE}, CPU`, ({ missingTraceCpu }) => missingTraceCpu.toFixed(3)),
    '',
    '  the most memory, MiB (limit)',
    ...Object.entries(first.uses).map(([service, { limit }]) =>
      ofEach(steps, `${service} (${limit / 2 ** 20})`, ({ uses }) =>
        ((uses[service]?.most ?? Number.NaN) / 2 ** 20).toFixed(0),
      ),
    ),
    '',
    '  on disk, MiB',
    ...STORES.map((store) =>
      ofEach(steps, store, ({ sizes }) => (sizes.bytes[store] / 2 ** 20).toFixed(1)),
    ),
    ofEach(steps, 'series', ({ sizes }) => String(sizes.series)),
    ofEach(steps, 'streams', ({ sizes }) => String(sizes.streams)),
    '',
    row('bytes on disk per request, in all', ...numbers(per.request)),
    row(
      'bytes per span, log line, sample',
      ...numbers(per.tempo, per.loki),
      per.prometheus.toFixed(1),
    ),
    '',
  ];
}

const slowest = (asked: Asked): string => {
  const [question = '', { seconds } = { seconds: undefined }] =
    Object.entries(asked).toSorted(([, a], [, b]) => b.seconds.median - a.seconds.median)[0] ?? [];
  return seconds ? `${question}: ${spread(seconds, 2)} s` : '–';
};

function hostileRows(one: Hostile | Unmeasured): string[] {
  if (!isMeasured(one)) return [row(`${one.kind}: ${one.title}`), row(`  ${one.error}`), ''];
  const { flooded, before, after, during, afterwards, drops } = one;
  const refused = Object.entries(flooded.refused).map(([reason, values]) => `${reason}: ${values}`);
  const rose = drops.map(({ part, counter, by }) => `    ${part} ${counter}: ${by}`);
  const losses = drops.length === 0 ? ['    none'] : rose;
  return [
    row(`${one.kind}: ${one.title}`),
    row(
      '  values sent, accepted, seconds',
      ...numbers(flooded.sent, flooded.accepted, flooded.seconds),
    ),
    row('  refused', refused.join(', ') || 'none'),
    row('  seconds until all was stored', one.recoverySeconds.toFixed(1)),
    row('  series before, most, after', ...numbers(before.series, one.mostSeries, after.series)),
    row('  streams before, after', ...numbers(before.streams, after.streams)),
    row('  spans counted without their labels', ...numbers(one.overflow)),
    row('  counters of losses'),
    ...losses,
    row('  the slowest answer before', slowest(one.askedBefore)),
    row('  the slowest answer after', slowest(one.askedAfter)),
    row('  of before the flood, lost', ...numbers(forgottenBy(one))),
    row(
      '  requests of others during and after, missing',
      ...numbers(sum([during.requests, afterwards.requests]), missingOf(one)),
    ),
    ...[during, afterwards].flatMap(({ error }) => (error ? [row(`    ${error}`)] : [])),
    ...useRows(one.uses),
    '',
  ];
}

/** All numbers, and whether they are what we want. */
export function report(result: Result): string {
  const { node, machine, plan, growth, floods = [] } = result;
  return [
    `Node ${node}, ${machine}; each question ${plan.rounds} times, median [min–max]`,
    '',
    ...(growth ? growthRows(growth) : []),
    ...floods.flatMap(hostileRows),
    ...judge(result).map(targetRow),
    '',
  ].join('\n');
}

export const retentionReport = (all: Retained[]): string =>
  [
    row('what', 'gone after'),
    ...all.map(({ what, seconds, error }) =>
      row(what, seconds === undefined ? `not seen: ${error}` : `${seconds.toFixed(0)} s`),
    ),
    '',
  ].join('\n');
