// The questions that people ask a lab, and how long their answers take.
import { hexId } from '../../evidence/trace-context.ts';
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { logRecords } from '../../stores/loki.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { searchTraces, spansOfTrace } from '../../stores/tempo.ts';
import { type Summary, summarize } from '../statistics.ts';
import { open, readDashboards } from './dashboards.ts';

/** The answers to one question, several times. */
export interface Answers {
  /** Until the answer, or until the failure. */
  seconds: Summary;
  failed: number;
  /** The first failure, in words. */
  error?: string;
}

/** By question. */
export type Asked = Record<string, Answers>;

export const MISSING_TRACE = 'a trace that does not exist';

type Question = [name: string, ask: () => Promise<unknown>];

/** @param traces ids: of one just made, and of the first one ever. */
async function questions({ first, last }: { first: string; last: string }): Promise<Question[]> {
  const now = Math.floor(Date.now() / 1000);
  const withErrors = '{ resource.service.name = "backend" && status = error }';
  const runs = await ask('Grafana', `${lab.grafana}/api/health`).then(
    () => true,
    () => false,
  );
  const found = async (id: string) => {
    if ((await spansOfTrace(id)).length === 0) throw new Error(`no trace ${id}`);
  };
  return [
    ...(runs ? readDashboards() : []).map(
      (dashboard): Question => [`dashboard ${dashboard.uid}`, () => open(dashboard)],
    ),
    ['traces with errors', () => searchTraces(withErrors, { start: now - 3600, end: now })],
    ['the newest trace', () => found(last)],
    ['the first trace', () => found(first)],
    [MISSING_TRACE, () => spansOfTrace(hexId(16))],
    [
      'log lines of requests',
      () =>
        logRecords('{service_name="backend"} |= "Request completed"', {
          since: '1h',
          limit: 100,
          direction: 'backward',
        }),
    ],
  ];
}

const tempoCpu = async (): Promise<number> =>
  (await metricsPage('Tempo', PAGES.tempo)).sum('process_cpu_seconds');

/** One after the other, each `rounds` times, so that a busy second does not hit one alone. */
export async function askAll(
  traces: { first: string; last: string },
  rounds: number,
): Promise<Asked> {
  const all = await questions(traces);
  const times = all.map((): number[] => []);
  const errors = all.map((): string[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, put]] of all.entries()) {
      const began = performance.now();
      await put().catch((error: Error) => errors[index]?.push(error.message));
      times[index]?.push((performance.now() - began) / 1000);
    }
  }
  const asked: Asked = Object.fromEntries(
    all.map(([name], index) => [
      name,
      {
        seconds: summarize(times[index] ?? []),
        failed: errors[index]?.length ?? 0,
        ...(errors[index]?.[0] && { error: errors[index][0] }),
      },
    ]),
  );
  return asked;
}

/** Seconds of Tempo's CPU for each lookup of a trace that does not exist; NaN when it is silent. */
export async function cpuOfMissingTrace(rounds: number): Promise<number> {
  try {
    const before = await tempoCpu();
    for (let round = 0; round < rounds; round += 1) await spansOfTrace(hexId(16));
    return ((await tempoCpu()) - before) / rounds;
  } catch {
    return Number.NaN;
  }
}
