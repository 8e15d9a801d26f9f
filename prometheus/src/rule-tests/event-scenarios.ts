// How many events a gate counts in five minutes, beside the share that the alert's queries give over
// the same series.
import { readFileSync } from 'node:fs';
import { PRODUCTION } from '../speed.ts';
import { alone, fromTheFirstEvent, history, lengthOf, missing, type Span } from './history.ts';
import { about, type InputSeries, type Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';
import type { Group } from './suites.ts';

type Queries = Record<
  'id' | 'error_query' | 'total_query' | 'bad_events_query' | 'events_query',
  string
>;

const OBJECTIVES: Queries[] = JSON.parse(
  readFileSync(new URL('../../objectives.json', import.meta.url), 'utf8'),
);

/** The queries of objectives.json over five minutes. */
function queriesOf({ id }: Subject): Queries {
  const found = OBJECTIVES.find((objective) => objective.id === id);
  if (found === undefined) {
    throw new Error(`objectives.json has no ${id}`);
  }
  return JSON.parse(JSON.stringify(found).replaceAll('{{.window}}', '300s'));
}

/** The gate's queries as rules, so that promtool and the mutation test take them as such. */
export function eventGroup(subject: Subject): Group {
  const { bad_events_query, events_query } = queriesOf(subject);
  return {
    name: 'events',
    rules: [
      { record: 'events:bad', expr: bad_events_query, labels: {} },
      { record: 'events:all', expr: events_query, labels: {} },
    ],
  };
}

/** A sample every fifteen seconds: as often as freshness.yaml records. */
const STEP = 0.25;

type Case = {
  what: string;
  spans: Span[];
  /** Minutes before the end at which the counters begin again. */
  restarts?: number[];
  /** What becomes of the series. */
  change?: (series: InputSeries) => InputSeries;
  /** Are there no series of others, and none of failures that never were? */
  alone?: true;
  /** Of which objectives it is asked; all where it is not given. */
  of?: 'failuresAppear' | 'difference';
  all: number;
  /** null is no answer. */
  bad: number | null;
  /** The alert's share, about; null is no answer. Not asked where it is not given. */
  share?: number | null;
};

// The window is the last five minutes of each.
const CASES: Case[] = [
  {
    what: 'one failure in a thousand',
    spans: [
      [10, 400, 40],
      [5, 1000, 1],
    ],
    all: 1000,
    bad: 1,
    share: 0.001,
  },
  {
    what: 'the first ever: series begin within the window, and not with 0',
    spans: [
      [12, 0, 0],
      [3, 100, 10],
    ],
    change: fromTheFirstEvent,
    all: 100,
    bad: 10,
    share: 0.1,
  },
  {
    what: 'the first failure ever stays the only one: counted, though no rate shows it',
    spans: [
      [12, 1200, 0],
      [0.25, 1, 1],
      [2.75, 275, 0],
    ],
    change: fromTheFirstEvent,
    of: 'failuresAppear',
    all: 476,
    bad: 1,
    share: 0,
  },
  ...[[3], [4, 1]].map((restarts) => ({
    what: `the counters begin again ${restarts.join(' and ')} minutes before the end`,
    spans: [
      [10, 1000, 500],
      [5, 200, 20],
    ] satisfies Span[],
    restarts,
    all: 200,
    bad: 20,
    share: 0.1,
  })),
  {
    what: 'a restart that one of two counters shows: never less than none',
    // 100 events before, 120 after: a counter of all does not fall, one of the 80 good ones does.
    spans: [
      [10, 100, 0],
      [3, 0, 0],
      [2, 120, 40],
    ],
    restarts: [2],
    change: missing(STEP, 13, 14.75),
    of: 'difference',
    all: 20,
    bad: 0,
  },
  {
    what: 'the lab is down for two minutes and begins again',
    spans: [
      [10, 1000, 500],
      [1, 100, 10],
      [2, 0, 0],
      [2, 100, 10],
    ],
    restarts: [3],
    change: missing(STEP, 11, 13),
    all: 200,
    bad: 20,
    share: 0.1,
  },
  {
    what: 'the lab is down for seven minutes, which Prometheus noticed',
    spans: [
      [8, 1000, 500],
      [7, 0, 0],
      [3, 100, 10],
    ],
    restarts: [5],
    change: missing(STEP, 8, 15, 'stale'),
    all: 100,
    bad: 10,
    share: 0.1,
  },
  {
    what: 'the machine slept for a night, and the counters go on',
    spans: [
      [8, 1000, 500],
      [600, 0, 0],
      [3, 100, 10],
    ],
    change: missing(STEP, 8, 608),
    all: 100,
    bad: 10,
    share: 0.1,
  },
  {
    what: 'never a failure, and nobody else',
    spans: [[10, 1000, 0]],
    alone: true,
    all: 500,
    bad: 0,
    share: 0,
  },
  {
    what: 'the last sample is older than the window: no event, and nothing known of bad ones',
    spans: [
      [10, 1000, 0],
      [11, 0, 0],
    ],
    change: missing(STEP, 10, 21),
    alone: true,
    all: 0,
    bad: null,
    share: null,
  },
  { what: 'no traffic', spans: [[20, 0, 0]], all: 0, bad: 0, share: null },
  {
    what: 'no series',
    spans: [[20, 0, 0]],
    change: ({ samples }) => ({ series: 'up', samples: samples.slice(0, 1) }),
    all: 0,
    bad: null,
    share: null,
  },
];

function eventScenario(subject: Subject, one: Case): Scenario {
  const { error_query, total_query } = queriesOf(subject);
  const at = lengthOf(one.spans);
  const all = history(PRODUCTION, subject, one.spans, STEP, one.restarts);
  const answer = (expr: string, value: number | null | undefined, tolerance: number) =>
    value === undefined
      ? []
      : [value === null ? { at, expr, values: [] } : about(at, expr, value, tolerance)];
  return {
    name: `${subject.id}: events, ${one.what}`,
    step: STEP,
    every: at,
    series: (one.alone ? alone(subject, all) : all).map(one.change ?? ((series) => series)),
    expectations: [
      ...answer('events:all', one.all, 1e-6),
      ...answer('events:bad', one.bad, 1e-6),
      ...answer(
        `(${error_query}) / (${total_query} > 0)`,
        one.share,
        1e-6 + 0.04 * (one.share ?? 0),
      ),
    ],
  };
}

/** Scenarios of one objective's events. */
export const eventScenarios = (subject: Subject): Scenario[] =>
  CASES.filter(({ of }) => of === undefined || subject[of]).map((one) =>
    eventScenario(subject, one),
  );
