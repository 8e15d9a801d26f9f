// How many events the gate's queries count in five minutes, and the share that the alert's queries
// give for the same series.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Group } from '../recording-rules.ts';
import { PRODUCTION } from '../speed.ts';
import { fromTheFirstEvent, missing } from './history.ts';
import { about, type Case, type Expectation, type Scenario, scenarioOf } from './scenario.ts';
import type { Subject } from './traffic.ts';

type QueryName = `${'error' | 'total' | 'bad_events' | 'events'}_query`;
type Queries = Record<'id' | QueryName, string>;

const FILE = new URL('../../objectives.json', import.meta.url);
/** objectives.json with its queries over five minutes. */
const OBJECTIVES: Queries[] = JSON.parse(
  readFileSync(FILE, 'utf8').replaceAll('{{.window}}', '300s'),
);

function queriesOf({ id }: Subject): Queries {
  const found = OBJECTIVES.find((objective) => objective.id === id);
  assert.ok(found, `objectives.json has no ${id}`);
  return found;
}

/** The gate's queries as rules, for promtool and the mutation test. */
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

/** What most cases expect: a hundred events, ten of them bad. */
const TENTH = { all: 100, bad: 10, share: 0.1 };
const NOTHING = { all: 0, bad: null, share: null };

/** The window is the last five minutes. */
type EventCase = Case & {
  /** The objectives it applies to; default: all. */
  of?: 'failuresAppear' | 'difference';
  all: number;
  /** null is no answer. */
  bad: number | null;
  /** The alert's share, approximately; null is no answer. Not tested by default. */
  share?: number | null;
};

const CASES: EventCase[] = [
  {
    what: 'one failure in a thousand',
    past: '10:400/40 5:1000/1',
    all: 1000,
    bad: 1,
    share: 0.001,
  },
  {
    what: 'the first ever: series begin within the window, and not with 0',
    past: '12:0/0 3:100/10',
    change: fromTheFirstEvent,
    ...TENTH,
  },
  {
    what: 'the first failure ever stays the only one: counted, though no rate shows it',
    past: '12:1200/0 0.25:1/1 2.75:275/0',
    change: fromTheFirstEvent,
    of: 'failuresAppear',
    all: 476,
    bad: 1,
    share: 0,
  },
  { what: 'a restart', past: '10:1000/500 5:100/10', restarts: [3], ...TENTH },
  { what: 'two restarts', past: '10:1000/500 5:100/10', restarts: [4, 1], ...TENTH },
  {
    what: 'a restart that one of two counters shows: never less than none',
    // 100 events before, 120 after: the counter of all events does not fall, that of the 80 good ones does.
    past: '10:100/0 3:0/0 2:120/40',
    restarts: [2],
    change: missing(STEP, 13, 14.75),
    of: 'difference',
    all: 20,
    bad: 0,
  },
  {
    what: 'the lab is down for two minutes and begins again',
    past: '10:1000/500 1:60/6 2:0/0 2:40/4',
    restarts: [3],
    change: missing(STEP, 11, 13),
    ...TENTH,
  },
  {
    what: 'the lab is down for seven minutes, which Prometheus noticed',
    past: '8:1000/500 7:0/0 3:100/10',
    restarts: [5],
    change: missing(STEP, 8, 15, 'stale'),
    ...TENTH,
  },
  {
    what: 'the machine slept for a night, and the counters go on',
    past: '8:1000/500 600:0/0 3:100/10',
    change: missing(STEP, 8, 608),
    ...TENTH,
  },
  {
    what: 'never a failure, and nobody else',
    past: '10:1000/0',
    alone: true,
    all: 500,
    bad: 0,
    share: 0,
  },
  {
    what: 'the last sample is older than the window: no event, and nothing known of bad ones',
    past: '10:1000/0 11:0/0',
    change: missing(STEP, 10, 21),
    alone: true,
    ...NOTHING,
  },
  { what: 'no traffic', past: '20:0/0', ...NOTHING, bad: 0 },
  {
    what: 'no series',
    past: '20:0/0',
    change: ({ samples }) => ({ series: 'up', samples: samples.slice(0, 1) }),
    ...NOTHING,
  },
];

function expectationsOf(subject: Subject, { all, bad, share }: EventCase, at: number) {
  const { error_query, total_query } = queriesOf(subject);
  const answer = (expr: string, value: number | null, tolerance: number): Expectation =>
    value === null ? { at, expr, values: [] } : about(at, expr, value, tolerance);
  const seen = `(${error_query}) / (${total_query} > 0)`;
  return [
    answer('events:all', all, 1e-6),
    answer('events:bad', bad, 1e-6),
    ...(share === undefined ? [] : [answer(seen, share, 1e-6 + 0.04 * (share ?? 0))]),
  ];
}

/** Scenarios of an objective's events. */
export const eventScenarios = (subject: Subject): Scenario[] =>
  CASES.filter(({ of }) => of === undefined || subject[of]).map((one) =>
    scenarioOf(PRODUCTION, subject, { ...one, what: `events, ${one.what}`, step: STEP }, (at) =>
      expectationsOf(subject, one, at),
    ),
  );
