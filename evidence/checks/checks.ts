// Named checks that run concurrently, each with its own deadline.

import { pollUntil } from '../../stores/poll-until.ts';
import { interrupted, print } from '../command/command.ts';

/** A question that is repeated until it holds. */
export interface Check {
  title: string;
  /** Seconds until it must hold. */
  seconds: number;
  /** A command with which a person can ask the same. */
  byHand: string;
  /** Returns what it saw, or throws what it saw instead. Called every 250 ms. */
  ask: () => Promise<string>;
}

/** A check that cannot run here, and why. */
export interface Skipped {
  title: string;
  skipped: string;
}

export interface Result {
  title: string;
  outcome: 'ok' | 'failed' | 'skipped';
  /** Seconds until the check held, or gave up. */
  seconds: number;
  /** What was seen last. */
  detail: string;
  byHand: string;
}

async function run(check: Check | Skipped): Promise<Result> {
  if ('skipped' in check) {
    return {
      title: check.title,
      outcome: 'skipped',
      seconds: 0,
      detail: check.skipped,
      byHand: '',
    };
  }
  const { title, seconds, byHand, ask } = check;
  const began = performance.now();
  const result = (outcome: Result['outcome'], detail: string): Result => ({
    title,
    outcome,
    seconds: (performance.now() - began) / 1000,
    detail: detail.replaceAll(/\s+/g, ' ').slice(0, 160),
    byHand,
  });
  try {
    return result('ok', await pollUntil(title, seconds, ask, { signal: interrupted }));
  } catch (error) {
    if (interrupted.aborted) throw error;
    return result('failed', ((error as Error).cause as Error).message);
  }
}

/** Runs all checks at once; the results are in the order of the checks. */
export const runChecks = (checks: (Check | Skipped)[]): Promise<Result[]> =>
  Promise.all(checks.map(run));

export const count = (results: Result[], outcome: Result['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length;

/** "3 passed, 0 failed, 1 skipped" */
export const countsOf = (results: Result[]): string =>
  `${count(results, 'ok')} passed, ${count(results, 'failed')} failed, ${count(results, 'skipped')} skipped`;

/** One line per result; under a failed one the command to ask by hand. */
export function printResults(results: Result[]): void {
  for (const { title, outcome, seconds, detail, byHand } of results) {
    const word = outcome === 'failed' ? 'FAILED' : outcome;
    print(
      `${word.padEnd(8)} ${seconds.toFixed(2).padStart(7)} s  ${title}${detail && `: ${detail}`}`,
    );
    if (outcome === 'failed') print(`${' '.repeat(20)}by hand: ${byHand}`);
  }
}

/** The results as one object, for --json. */
export const asJson = (results: Result[]) => ({
  passed: count(results, 'ok'),
  failed: count(results, 'failed'),
  skipped: count(results, 'skipped'),
  checks: results.map(({ byHand, ...result }) => ({ ...result, by_hand: byHand })),
});
