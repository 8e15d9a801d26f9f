// What the budget's series must be: fed with the rates that it is made of, as if they had been recorded.
import type { Pace } from './pace.ts';
import { about, type Expectation, type InputSeries, type Scenario } from './scenario.ts';
import type { Subject } from './subject.ts';

const DAY_UNITS = 1440;
/** Twelve samples a day. */
const STEP_UNITS = 120;
const DAYS = 40;

type Part = { days: number; bad: number; total: number };

/** Ten days of failures alone have left the period; then 15 days of 30 %, and 15 busy ones of none: 3 %. */
const WEIGHED: Part[] = [
  { days: 10, bad: 10, total: 10 },
  { days: 15, bad: 3, total: 10 },
  { days: 15, bad: 0, total: 90 },
];
const SILENT: Part[] = [{ days: DAYS, bad: 0, total: 0 }];
const BURNING: Part[] = [{ days: DAYS, bad: 10, total: 10 }];

function recorded(pace: Pace, id: string, parts: Part[], ratio: number): InputSeries[] {
  const [, service = '', slo = ''] = /^(otel-collector|[a-z]+)-(.*)$/.exec(id) ?? [];
  const window = pace.windows['5m'];
  const labels = `sloth_id="${id}", sloth_service="${service}", sloth_slo="${slo}", sloth_window="${window}"`;
  const samples = (value: (part: Part) => number) => [
    0,
    ...parts.flatMap((part) =>
      Array<number>((part.days * DAY_UNITS) / STEP_UNITS).fill(value(part)),
    ),
  ];
  return [
    {
      series: `${pace.prefix}:sli_bad:rate${window}{${labels}}`,
      samples: samples(({ bad }) => bad),
    },
    {
      series: `${pace.prefix}:sli_total:rate${window}{${labels}}`,
      samples: samples(({ total }) => total),
    },
    {
      series: `${pace.prefix}:sli_error:ratio_rate${window}{${labels}}`,
      samples: samples(() => ratio),
    },
  ];
}

/** Scenarios of one subject's second group of rules, at one speed; another objective burns beside it. */
export function budgetScenarios(pace: Pace, subject: Subject): Scenario[] {
  const at = DAYS * DAY_UNITS * pace.unit;
  const series = (name: string) => `${pace.prefix}:${name}{sloth_id="${subject.id}"}`;
  const allowed = 1 - subject.promise;
  const near = (name: string, value: number, tolerance: number) =>
    about(at, series(name), value, tolerance);
  const period = `sli_error:ratio_rate${pace.windows['30d']}`;
  const promised = `${pace.info}{sloth_id="${subject.id}", sloth_objective="${Math.round(subject.promise * 100)}"}`;
  const scenario = (name: string, parts: Part[], expectations: Expectation[]): Scenario => ({
    name: `${subject.id}: ${name}`,
    step: STEP_UNITS * pace.unit,
    every: at,
    series: [
      ...recorded(pace, subject.id, parts, allowed * 2),
      ...recorded(pace, 'another-objective', BURNING, 1),
    ],
    expectations,
  });
  return [
    scenario('the period is weighed by events, and is 30 days', WEIGHED, [
      near(period, 0.03, 0.001),
      near('current_burn_rate:ratio', 2, 1e-9),
      near('period_burn_rate:ratio', 0.03 / allowed, 0.1),
      near('period_error_budget_remaining:ratio', 1 - 0.03 / allowed, 0.1),
      near('objective:ratio', subject.promise, 1e-9),
      near('error_budget:ratio', allowed, 1e-9),
      near('time_period:days', pace.periodDays, 1e-9),
      about(at, promised, 1, 1e-9),
    ]),
    scenario('a period without events has used up nothing and kept nothing', SILENT, [
      ...[period, 'period_burn_rate:ratio', 'period_error_budget_remaining:ratio'].map((name) => ({
        at,
        expr: `count(${series(name)})`,
        values: [],
      })),
      near('objective:ratio', subject.promise, 1e-9),
    ]),
  ];
}
