// Judges all objectives over one window. Used by the gate and the report.
import { nextExport } from '../checks/next-export.ts';
import { WrongCall } from '../command/command.ts';
import { type Judged, measure, type Objective } from './objectives.ts';

/** As --json prints it. */
export interface GateResult {
  window: string;
  seconds: number;
  /** End of the window, seconds since 1970. */
  at: number;
  /** "not met" takes precedence over missing data. */
  verdict: 'met' | 'not met' | 'cannot be told';
  objectives: Judged[];
}

export interface GateOptions {
  /** In words, such as 10m. */
  window: string;
  /** How long the window is at `at` (seconds since 1970), in seconds. */
  secondsUntil: (at: number) => number;
  /** Seconds to wait for the metrics of the latest requests. */
  patience: number;
  /** Objectives that may have no data, by id or kind. */
  optional: string[];
}

const missingData = ({ verdict, optional }: Judged): boolean => verdict === 'no data' && !optional;

function verdictOf(objectives: Judged[]): GateResult['verdict'] {
  if (objectives.some(({ verdict }) => verdict === 'not met')) return 'not met';
  return objectives.some(missingData) ? 'cannot be told' : 'met';
}

/** The ids of objectives that were missed, and of those without data. */
export const idsOf = ({ objectives }: GateResult) => ({
  notMet: objectives.filter(({ verdict }) => verdict === 'not met').map(({ id }) => id),
  noData: objectives.filter(missingData).map(({ id }) => id),
});

/** @throws {WrongCall} when --optional names an unknown objective. */
export function checkOptional(objectives: Objective[], optional: string[]): void {
  const unknown = optional.find(
    (name) => !objectives.some(({ id, slo }) => id === name || slo === name),
  );
  if (unknown !== undefined) throw new WrongCall(`--optional: no objective is called ${unknown}`);
}

/**
 * Judges the objectives as soon as the metrics of the latest requests are there.
 * @throws {CannotTell} when they do not arrive, or when Prometheus does not answer.
 */
export async function judgeObjectives(
  objectives: Objective[],
  { window, secondsUntil, patience, optional }: GateOptions,
): Promise<GateResult> {
  await nextExport(
    patience,
    `the backend has sent no metrics for ${patience} s, so the last requests are not counted; see: docker compose logs backend otel-collector`,
  );
  // The next whole second: samples of this one would else be left out.
  const at = Math.ceil(Date.now() / 1000);
  const seconds = secondsUntil(at);
  const judged = await Promise.all(
    objectives.map((objective) =>
      measure(objective, {
        seconds,
        at,
        optional: optional.includes(objective.id) || optional.includes(objective.slo),
      }),
    ),
  );
  return { window, seconds, at, verdict: verdictOf(judged), objectives: judged };
}
