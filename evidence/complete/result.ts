// The result of verify --complete: one row per signal, and what was dropped.

import type { Result } from '../checks/checks.ts';
import { print, say } from '../command/command.ts';
import { sum } from '../statistics.ts';
import type { JudgedCounter } from './counters.ts';
import { type Dropped, dropInWords } from './drops.ts';
import type { JudgedLines } from './logs.ts';
import type { JudgedTrace } from './traces.ts';

export interface Row {
  signal: string;
  unit: string;
  expected: number;
  found: number;
  missing: number;
  more: number;
  /** Examples of what is wrong, in words. */
  examples: string[];
  /** Requests of others, which do not count. */
  others?: number;
}

/** As it is written to reports/complete.json. */
export interface Completeness {
  run: string;
  requests: number;
  /** Seconds since 1970. */
  since: number;
  until: number;
  signals: Row[];
  drops: Dropped[];
  whole: boolean;
  /** Whether a drop counter explains what is missing. */
  explained: boolean;
}

const EXAMPLES = 5;
function countedRow(
  signal: string,
  unit: string,
  judged: { expected: number; found: number; missing: string[]; more: number }[],
): Row {
  return {
    signal,
    unit,
    expected: sum(judged.map(({ expected }) => expected)),
    found: sum(judged.map(({ found }) => found)),
    missing: sum(judged.map(({ missing }) => missing.length)),
    more: sum(judged.map(({ more }) => more)),
    examples: [],
  };
}

function linesInWords({ traceId, missing, more }: JudgedLines): string {
  const problems = missing.map((line) => `no line "${line}"`);
  if (more > 0) problems.push(`${more} lines more than it wrote`);
  return `${traceId}: ${problems.join('; ')}`;
}

/** One row for each signal. */
export function rowsOf(
  traces: JudgedTrace[],
  logs: JudgedLines[],
  counters: JudgedCounter[],
): Row[] {
  const broken = traces.filter(({ problem }) => problem !== '');
  const incomplete = logs.filter(({ missing, more }) => missing.length > 0 || more > 0);
  return [
    {
      signal: 'traces',
      unit: 'whole traces',
      expected: traces.length,
      found: traces.length - broken.length,
      missing: broken.length,
      more: 0,
      examples: broken.slice(0, EXAMPLES).map(({ traceId, problem }) => `${traceId}: ${problem}`),
    },
    countedRow('spans', 'spans', traces),
    {
      ...countedRow('logs', 'log lines', logs),
      examples: incomplete.slice(0, EXAMPLES).map(linesInWords),
    },
    ...counters.map(({ metric, problems, restarted, ...numbers }) => ({
      signal: metric,
      unit: 'requests counted',
      ...numbers,
      examples: [
        ...(restarted ? ['the backend began to count anew'] : []),
        ...problems.slice(0, EXAMPLES),
      ],
    })),
  ];
}

export const isWhole = ({ missing, more }: { missing: number; more: number }): boolean =>
  missing === 0 && more === 0;

/** Prints the table and a line for each problem. */
export function printCompleteness({ signals, drops, whole, explained }: Completeness): void {
  const line = (name: string, ...columns: (string | number)[]): void =>
    print(name.padEnd(38) + columns.map((column) => ` ${String(column).padStart(9)}`).join(''));
  line('', 'expected', 'found', 'missing', 'too many');
  for (const { signal, expected, found, missing, more } of signals) {
    line(signal, expected, found, missing, more);
  }
  for (const { signal, examples } of signals) {
    for (const example of examples) say(`${signal}: ${example}`);
  }
  for (const { signal, others } of signals) {
    if (others) {
      say(
        `${signal}: ${others} requests of others in the same time are told apart by their log lines`,
      );
    }
  }
  if (drops.length === 0) say('no drop counter rose: SDK, collector, Tempo, Loki, Prometheus');
  for (const drop of drops) say(dropInWords(drop));
  if (!whole) {
    say(
      explained
        ? 'what is missing is explained above'
        : 'nothing on the way counted a drop: what is missing is not explained',
    );
  }
}

/** Converts the rows to results of checks, for JUnit. */
export const asResults = ({ signals, requests }: Completeness): Result[] =>
  signals.map((row) => ({
    title: `${row.expected} ${row.unit} in ${row.signal}`,
    outcome: isWhole(row) ? 'ok' : 'failed',
    seconds: 0,
    detail: `found ${row.found}, missing ${row.missing}, too many ${row.more}`,
    byHand: `scripts/verify.sh --complete ${requests}`,
  }));
