// The result as text for the terminal, and as a picture.
import { bar, picture, ROW, scaleFor, text } from '../picture.ts';
import { summarize } from '../statistics.ts';
import { row, spread, targetRow } from '../table.ts';
import { atMost, type Target } from '../targets.ts';
import { type Result, type Series, serviceTimes, stepTimes, untilHealthy } from './result.ts';

const title = ({ checkout, way }: Series): string => `${way}, ${checkout}`;

/** This checkout, started with `npm start`. */
const ours = ({ series }: Result): Series => series[0] as Series;

/** Nothing of it is a test: a busy machine starts slowly. */
export function judge(result: Result): Target[] {
  const times = untilHealthy(ours(result));
  const compose = result.series.find(
    ({ checkout, way }) => checkout === ours(result).checkout && way === 'docker compose up',
  );
  const median = summarize(times).median;
  return [
    atMost('npm start: seconds until all are healthy, at most', median, 8, 's'),
    atMost(`the slowest of ${result.runs}, at most`, Math.max(...times), 10, 's'),
    ...(compose
      ? [
          atMost(
            'docker compose up ÷ npm start, at most',
            summarize(untilHealthy(compose)).median / median,
            1,
          ),
        ]
      : []),
  ];
}

const stepRows = (series: Series): string[] =>
  stepTimes(series).map(([step, seconds]) => row(`  ${step}`, spread(seconds, 2)));

const serviceRows = (series: Series): string[] =>
  serviceTimes(series).map(({ service, started, healthy }) =>
    row(`  ${service}`, spread(started, 2), spread(healthy, 2)),
  );

/** All numbers, and whether they are what we want. */
export function report(result: Result): string {
  const { node, machine, runs, series } = result;
  return [
    `Node ${node}, ${machine}; ${runs} starts each, by turns; seconds, median [min–max]`,
    '',
    row('', 'until all are healthy', 'in all'),
    ...series.map((one) =>
      row(
        title(one),
        spread(summarize(untilHealthy(one)), 2),
        spread(summarize(one.starts.map(({ total }) => total)), 2),
      ),
    ),
    '',
    ...series.flatMap((one) => [
      row(title(one), ...(one.way === 'npm start' ? ['step'] : [])),
      ...stepRows(one),
      row('', 'container started', 'healthy'),
      ...serviceRows(one),
      '',
    ]),
    ...judge(result).map(targetRow),
    '',
  ].join('\n');
}

/** The picture as SVG: until healthy of each series, then each service of ours. */
export function plot(result: Result): string {
  const totals = result.series.map((one) => ({
    title: title(one),
    kind: one.checkout === ours(result).checkout ? 'ours' : 'other',
    value: summarize(untilHealthy(one)),
    unit: 's',
  }));
  const services = serviceTimes(ours(result)).map(({ service, healthy }) => ({
    title: service,
    kind: 'ours',
    value: healthy,
    unit: 's',
  }));
  const scale = scaleFor(Math.max(...[...totals, ...services].map(({ value }) => value.max)));
  const second = 24 + 16 + totals.length * ROW + 24;
  const height = second + 16 + services.length * ROW + 40;
  const about = `Median and range of ${result.runs} starts each, by turns; images and data are there.`;
  return picture(height, 'Seconds until the lab is healthy', [
    text(0, 24, 'Seconds until all services are healthy', 'title'),
    ...totals.map((one, place) => bar(40 + place * ROW, { ...one, digits: 1 }, scale)),
    text(0, second, 'Each service, from the call of npm start', 'title'),
    ...services.map((one, place) => bar(second + 16 + place * ROW, { ...one, digits: 1 }, scale)),
    text(0, height - 16, about, 'small'),
  ]);
}
