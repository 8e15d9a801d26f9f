// What we want of a lab that grows, and of one that is flooded.
import { sum } from '../../evidence/statistics.ts';
import { fullest, restartsOf } from '../containers.ts';
import { atMost, type Target } from '../targets.ts';
import type { Growth } from './grow.ts';
import type { Hostile, Unmeasured } from './hostile.ts';
import { HOSTILE_KINDS } from './hostile-kinds.ts';
import { type Asked, MISSING_TRACE } from './questions.ts';
import { isMeasured, type Result } from './result.ts';

/** The last answer, as a multiple of the first. */
const SLOWER = 1.5;
/** Of a container's limit. */
const SHARE_OF_MEMORY = 0.8;
/** The objective of dashboards, see grafana/bench/dashboard-load.ts. */
const SECONDS = 2;

/** max_global_streams_per_user in loki/loki.yaml. */
const STREAMS = 20_000;
/** aggregation_cardinality_limit in otel-collector/stores.yaml: 20 series each, in two lanes. */
const SPAN_SERIES = 2 * 1000 * 20;

export const failedOf = (asked: Asked): number =>
  sum(Object.values(asked).map(({ failed }) => failed));

export const slowestOf = (asked: Asked): number =>
  Math.max(...Object.values(asked).map(({ seconds }) => seconds.median));

function ofGrowth({ steps }: Growth): Target[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (!first || !last) return [];
  const slower = Object.entries(last.asked).map(([question, { seconds }]) =>
    atMost(
      `${question}: last ÷ first, at most`,
      seconds.median / (first.asked[question]?.seconds.median ?? Number.NaN),
      SLOWER,
    ),
  );
  return [
    ...slower,
    atMost(
      `${MISSING_TRACE}: Tempo's CPU, last ÷ first, at most`,
      last.missingTraceCpu / first.missingTraceCpu,
      SLOWER,
    ),
    atMost('questions that failed, at most', sum(steps.map(({ asked }) => failedOf(asked))), 0),
    atMost('requests answered wrongly, at most', sum(steps.map(({ wrong }) => wrong)), 0),
    atMost('restarts, at most', sum(steps.map(({ uses }) => restartsOf(uses))), 0),
    atMost(
      'the fullest container: memory ÷ limit, at most',
      Math.max(...steps.map(({ uses }) => fullest(uses))),
      SHARE_OF_MEMORY,
    ),
  ];
}

/** Of others' requests: what is not there as it should be, or all of it when nobody could tell. */
export const missingOf = ({ during, afterwards }: Hostile): number =>
  sum(
    [during, afterwards].map(({ rows, requests, whole }) =>
      rows.length === 0 && !whole ? requests : sum(rows.map(({ missing, more }) => missing + more)),
    ),
  );

/** Spans, log lines and samples of before the flood that are not there any more. */
export const forgottenBy = ({ earlierBefore, earlierAfter }: Hostile): number =>
  (['spans', 'logLines', 'samples'] as const).reduce(
    (total, what) => total + Math.max(0, earlierBefore[what] - earlierAfter[what]),
    0,
  );

/** The store that counts what it receives of a signal; points of metrics become other samples. */
const RECEIVER = { traces: 'tempo', logs: 'loki', metrics: undefined } as const;

/** Not a loss: of these spans only the service graph has no edge. */
const NO_LOSS = /service_graphs_dropped_spans/;

/**
 * Values that neither came to a store nor to a counter of losses. NaN when the store was restarted: it
 * counts anew, and nobody can tell.
 */
export function uncountedOf({ kind, flooded, before, after, uses, drops }: Hostile): number {
  const store = RECEIVER[HOSTILE_KINDS[kind].signal];
  if (store && (uses[store]?.restarts ?? 0) > 0) return Number.NaN;
  const received = store ? after.items[store] - before.items[store] : flooded.accepted;
  const lost = flooded.sent - Math.min(received, flooded.accepted);
  const counted = drops.filter(({ counter }) => !NO_LOSS.test(counter)).map(({ by }) => by);
  return Math.max(0, lost - sum(counted));
}

function ofHostile(one: Hostile | Unmeasured): Target[] {
  if (!isMeasured(one)) return [atMost(`${one.kind}: measured to the end, failures`, 1, 0)];
  const { kind, uses, askedAfter } = one;
  return [
    atMost(`${kind}: restarts, at most`, restartsOf(uses), 0),
    atMost(`${kind}: memory ÷ limit, at most`, fullest(uses), SHARE_OF_MEMORY),
    atMost(`${kind}: slowest answer afterwards, at most`, slowestOf(askedAfter), SECONDS, 's'),
    atMost(`${kind}: questions that failed afterwards, at most`, failedOf(askedAfter), 0),
    atMost(`${kind}: lost and not counted, at most`, uncountedOf(one), 0),
    atMost(`${kind}: of before the flood, lost, at most`, forgottenBy(one), 0),
    atMost(`${kind}: Loki's streams, at most`, one.after.streams, STREAMS),
    ...(HOSTILE_KINDS[kind].signal === 'traces'
      ? [atMost(`${kind}: new series, at most`, one.mostSeries - one.before.series, SPAN_SERIES)]
      : []),
    atMost(`${kind}: of other services, missing, at most`, missingOf(one), 0),
  ];
}

/** Every target; questions are judged by their medians. */
export const judge = ({ growth, floods = [] }: Result): Target[] => [
  ...(growth ? ofGrowth(growth) : []),
  ...floods.flatMap(ofHostile),
];
