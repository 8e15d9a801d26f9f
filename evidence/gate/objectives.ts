// How well the objectives of prometheus/objectives.json were kept over a window.
import { AskError } from '../../stores/ask-error.ts';
import { samples } from '../../stores/prometheus.ts';
import { CannotTell, WrongCall } from '../command/command.ts';
import { readJson } from '../command/files.ts';

/** One objective, as `npm run rules` writes it. Queries contain {{.window}}, the time to look back. */
export interface Objective {
  id: string;
  service: string;
  slo: string;
  title: string;
  /** Required share of good events, 0 to 1. */
  objective: number;
  /** Count the bad events and all events in the window; one number each. */
  bad_events_query: string;
  events_query: string;
}

export interface Judged {
  id: string;
  service: string;
  slo: string;
  title: string;
  objective: number;
  /** Missing data is allowed. */
  optional: boolean;
  events: number | null;
  bad: number | null;
  /** Share of good events, 0 to 1. */
  measured: number | null;
  /** Bad events relative to the number allowed; 1 is the whole budget. */
  budget_used: number | null;
  verdict: 'met' | 'not met' | 'no data';
  /** Why there is no data; otherwise ''. */
  reason: string;
}

const isObjective = (value: unknown): value is Objective => {
  const { id, title, objective, ...queries } = (value ?? {}) as Partial<Objective>;
  return (
    typeof id === 'string' &&
    typeof title === 'string' &&
    typeof objective === 'number' &&
    objective > 0 &&
    objective <= 1 &&
    [queries.bad_events_query, queries.events_query].every((query) =>
      query?.includes?.('{{.window}}'),
    )
  );
};

/** @throws {WrongCall} when the file holds no valid objectives. */
export function readObjectives(file: string): Objective[] {
  const content = readJson(file);
  if (!Array.isArray(content) || content.length === 0 || !content.every(isObjective)) {
    throw new WrongCall(
      `${file} has no objectives with id, title, objective (0 to 1), bad_events_query and events_query`,
    );
  }
  return content;
}

type Answer = { value: number } | { reason: string };

/** Accepts exactly one finite number of at least zero; otherwise says why there is none. */
function answerOf(values: number[]): Answer {
  const [value] = values;
  if (value === undefined) return { reason: 'no samples' };
  if (values.length > 1) return { reason: `${values.length} series instead of one number` };
  if (Number.isNaN(value)) return { reason: 'NaN' };
  if (!Number.isFinite(value)) return { reason: 'infinite' };
  // A negative count is a fault of the query; no verdict may rest on it.
  if (value < 0) return { reason: `${value} events` };
  return { value };
}

/** The verdict on one objective, from the answers to its two queries. */
export function judge(
  objective: Objective,
  bad: Answer,
  events: Answer,
  optional: boolean,
): Judged {
  const { id, service, slo, title, objective: promised } = objective;
  const judged = { id, service, slo, title, objective: promised, optional };
  const noData = (reason: string): Judged => ({
    ...judged,
    events: 'value' in events ? Math.round(events.value) : null,
    bad: null,
    measured: null,
    budget_used: null,
    verdict: 'no data',
    reason,
  });
  if ('reason' in events) return noData(`events: ${events.reason}`);
  if (events.value === 0) return noData('there was nothing to judge');
  if ('reason' in bad) return noData(`bad events: ${bad.reason}`);
  const share = Math.min(1, bad.value / events.value);
  const allowed = 1 - promised;
  // An objective of 100 % has no budget.
  const budgetWithoutAllowance = share === 0 ? 0 : null;
  return {
    ...judged,
    events: Math.round(events.value),
    bad: Math.round(share * events.value),
    measured: 1 - share,
    budget_used: allowed > 0 ? share / allowed : budgetWithoutAllowance,
    // 1 - 0.95 is a little less than 0.05 in binary.
    verdict: share <= allowed + 1e-9 ? 'met' : 'not met',
    reason: '',
  };
}

/**
 * Asks Prometheus for both counts of an objective, over the `seconds` before `at` (since 1970).
 * @throws {CannotTell} when Prometheus does not answer, or refuses the query.
 */
export async function measure(
  objective: Objective,
  { seconds, at, optional }: { seconds: number; at: number; optional: boolean },
): Promise<Judged> {
  const askFor = async (query: string): Promise<Answer> => {
    const found = await samples(query.replaceAll('{{.window}}', `${seconds}s`), at);
    return answerOf(found.map(({ value }) => value));
  };
  try {
    const [bad, events] = await Promise.all([
      askFor(objective.bad_events_query),
      askFor(objective.events_query),
    ]);
    return judge(objective, bad, events, optional);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    throw new CannotTell(`Prometheus cannot tell ${objective.id}: ${error.message}`);
  }
}
