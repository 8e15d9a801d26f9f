// The result as a picture: what grows with the requests, and what does not.
import { CHART_HEIGHT, type Line, lineChart } from '../line-chart.ts';
import { picture, text } from '../picture.ts';
import type { Growth, Step } from './grow.ts';
import { STORES } from './sizes.ts';

const line = (steps: Step[], title: string, value: (step: Step) => number): Line => ({
  title,
  points: steps.map((step) => [step.requests, value(step)]),
});

/** The picture as SVG. */
export function plot({ steps }: Growth, rounds: number): string {
  const [first] = steps;
  const questions = Object.keys(first?.asked ?? {}).map((question) =>
    line(steps, question, ({ asked }) => asked[question]?.seconds.median ?? Number.NaN),
  );
  const isDashboard = ({ title }: Line) => title.startsWith('dashboard ');
  const memory = Object.keys(first?.uses ?? {}).map((service) =>
    line(
      steps,
      service,
      ({ uses }) => (100 * (uses[service]?.most ?? 0)) / (uses[service]?.limit ?? 1),
    ),
  );
  const disk = STORES.map((store) =>
    line(steps, store, ({ sizes }) => sizes.bytes[store] / 2 ** 20),
  );
  const charts: [string, string, Line[]][] = [
    ['Until a dashboard is answered', 's', questions.filter(isDashboard)],
    ['Until a question is answered', 's', questions.filter((one) => !isDashboard(one))],
    ['The most memory', '% of the limit', memory],
    ['On disk', 'MiB', disk],
  ];
  const height = charts.length * CHART_HEIGHT + 24;
  return picture(height, 'Answers, memory and disk over requests', [
    ...charts.map(([title, unit, lines], index) =>
      lineChart(index * CHART_HEIGHT, title, unit, lines),
    ),
    text(0, height - 8, `Medians of ${rounds}; over the last hour.`, 'small'),
  ]);
}
