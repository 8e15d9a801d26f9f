// How many events a gate counts in five minutes, beside the share that the alert's queries give over
// the same series.
import { readFileSync } from 'node:fs';
import { PRODUCTION_PACE } from './pace.ts';
import { alone, type Expected, history, lengthOf, onceTeller, type Span } from './ratio-case.ts';
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

/** No series before its first event. */
const fromTheFirstEvent = ({ series, samples }: InputSeries): InputSeries => ({
  series,
  samples: samples.map((sample, index) =>
    samples.slice(0, index + 1).some((earlier) => earlier !== 0) ? sample : null,
  ),
});

/** No samples after one minute, until another; with `stale`, Prometheus noticed the end. */
const missing =
  (from: number, to: number, stale = false) =>
  ({ series, samples }: InputSeries): InputSeries => ({
    series,
    samples: samples.map((sample, index) => {
      const minute = index * STEP;
      const first = stale && minute === from + STEP;
      return minute > from && minute <= to ? (first ? 'stale' : null) : sample;
    }),
  });

/** Scenarios of one objective's events. */
export function eventScenarios(subject: Subject): Scenario[] {
  const once = onceTeller(PRODUCTION_PACE, subject);
  const past = (spans: Span[], ...restarts: number[]) =>
    history(PRODUCTION_PACE, subject, spans, STEP, restarts);
  const { error_query, total_query } = queriesOf(subject);
  /** Exactly so many events, and about this share in the eyes of the alert; null is no answer. */
  const counted = (all: number, bad: number | null, share?: number | null): Expected[] => {
    const seen = `(${error_query}) / (${total_query} > 0)`;
    return [
      (at) => about(at, 'events:all', all, 1e-6),
      (at) =>
        bad === null ? { at, expr: 'events:bad', values: [] } : about(at, 'events:bad', bad, 1e-6),
      ...(share === undefined
        ? []
        : [
            (at: number) =>
              share === null
                ? { at, expr: seen, values: [] }
                : about(at, seen, share, share * 0.04 + 1e-6),
          ]),
    ];
  };
  const one = (what: string, spans: Span[], series: InputSeries[], expected: Expected[]) =>
    once(`events, ${what}`, series, lengthOf(spans), expected, STEP);

  const rare: Span[] = [
    [10, 400, 40],
    [5, 1000, 1],
  ];
  const first: Span[] = [
    [12, 0, 0],
    [3, 100, 10],
  ];
  const busy: Span[] = [
    [10, 1000, 500],
    [5, 200, 20],
  ];
  const shortStop: Span[] = [
    [10, 1000, 500],
    [1, 100, 10],
    [2, 0, 0],
    [2, 100, 10],
  ];
  const longStop: Span[] = [
    [8, 1000, 500],
    [7, 0, 0],
    [3, 100, 10],
  ];
  const over: Span[] = [
    [10, 1000, 0],
    [11, 0, 0],
  ];
  const night: Span[] = [
    [8, 1000, 500],
    [600, 0, 0],
    [3, 100, 10],
  ];
  const single: Span[] = [
    [12, 1200, 0],
    [0.25, 1, 1],
    [2.75, 275, 0],
  ];
  // 100 events before, 120 after: a counter of all does not fall, one of the 80 good ones does.
  const hidden: Span[] = [
    [10, 100, 0],
    [3, 0, 0],
    [2, 120, 40],
  ];
  return [
    one('one failure in a thousand', rare, past(rare), counted(1000, 1, 0.001)),
    one(
      'the first ever: series begin within the window, and not with 0',
      first,
      past(first).map(fromTheFirstEvent),
      counted(100, 10, 0.1),
    ),
    one('a restart: the counters begin again', busy, past(busy, 3), counted(200, 20, 0.1)),
    one('two restarts', busy, past(busy, 4, 1), counted(200, 20, 0.1)),
    one(
      'the lab is down for two minutes and begins again',
      shortStop,
      past(shortStop, 3).map(missing(11, 13)),
      counted(200, 20, 0.1),
    ),
    one(
      'the machine slept for a night, and the counters go on',
      night,
      past(night).map(missing(8, 608)),
      counted(100, 10, 0.1),
    ),
    one(
      'the lab is down for seven minutes, which Prometheus noticed',
      longStop,
      past(longStop, 5).map(missing(8, 15, true)),
      counted(100, 10, 0.1),
    ),
    one(
      'never a failure, and nobody else',
      [[10, 1000, 0]],
      alone(subject, past([[10, 1000, 0]])),
      counted(500, 0, 0),
    ),
    one(
      'the last sample is older than the window: no event, and nothing known of bad ones',
      over,
      alone(subject, past(over)).map(missing(10, 21)),
      counted(0, null, null),
    ),
    one('no traffic', [[20, 0, 0]], past([[20, 0, 0]]), counted(0, 0, null)),
    one('no series', [[20, 0, 0]], [{ series: 'up', samples: [1] }], counted(0, null, null)),
    ...(subject.failuresAppear
      ? [
          one(
            'the first failure ever stays the only one: counted, though no rate shows it',
            single,
            past(single).map(fromTheFirstEvent),
            counted(476, 1, 0),
          ),
        ]
      : []),
    ...(subject.series([], 1).some(({ series }) => series.includes('_bucket'))
      ? [
          one(
            'a restart that one of two counters shows: never less than none',
            hidden,
            past(hidden, 2).map(missing(13, 14.75)),
            counted(20, 0),
          ),
        ]
      : []),
  ];
}
