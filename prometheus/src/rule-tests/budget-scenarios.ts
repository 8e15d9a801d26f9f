// Expected series of the budget; the input is the recorded rates it is calculated from.
import type { Speed } from '../speed.ts';
import type { InputSeries } from './history.ts';
import { about, DAY, type Expectation, type Scenario } from './scenario.ts';
import type { Subject } from './traffic.ts';

const DAYS = 40;
const STEPS_A_DAY = 12;

/** Days with this many bad and this many events per second. */
type Part = [days: number, bad: number, total: number];

const SILENT: Part[] = [[DAYS, 0, 0]];
const BURNING: Part[] = [[DAYS, 10, 10]];
/** Ten days of only failures, outside the period; then 15 days with 30 % and 15 busy ones with none: 3 %. */
const WEIGHED: Part[] = [
  [10, 10, 10],
  [15, 3, 10],
  [15, 0, 90],
];

function recorded(speed: Speed, id: string, parts: Part[], ratio: number): InputSeries[] {
  const [, service = '', slo = ''] = /^(otel-collector|[a-z]+)-(.*)$/.exec(id) ?? [];
  const window = speed.windows['5m'];
  const series = (kind: string, value: (part: Part) => number) => ({
    series: `${speed.prefix}:${kind}${window}{sloth_id="${id}", sloth_service="${service}", sloth_slo="${slo}", sloth_window="${window}"}`,
    samples: [0, ...parts.flatMap((part) => Array(part[0] * STEPS_A_DAY).fill(value(part)))],
  });
  return [
    series('sli_bad:rate', ([, bad]) => bad),
    series('sli_total:rate', ([, , total]) => total),
    series('sli_error:ratio_rate', () => ratio),
  ];
}

/** Scenarios of a subject's second group of rules, at one speed; another objective burns as well. */
export function budgetScenarios(speed: Speed, { id, objective }: Subject): Scenario[] {
  const day = (DAY * speed.minute) / 60;
  const at = DAYS * day;
  const series = (name: string) => `${speed.prefix}:${name}{sloth_id="${id}"}`;
  const allowed = 1 - objective;
  const near = (name: string, value: number, tolerance = 1e-9) =>
    about(at, series(name), value, tolerance);
  const none = (name: string) => ({ at, expr: `count(${series(name)})`, values: [] });
  const period = `sli_error:ratio_rate${speed.windows['30d']}`;
  const info = `${speed.info}{sloth_id="${id}", sloth_objective="${Math.round(objective * 100)}"}`;
  const scenario = (name: string, parts: Part[], expectations: Expectation[]): Scenario => ({
    name: `${id}: ${name}`,
    step: day / STEPS_A_DAY,
    every: at,
    series: [
      ...recorded(speed, id, parts, allowed * 2),
      ...recorded(speed, 'another-objective', BURNING, 1),
    ],
    expectations,
  });
  return [
    scenario('the period is weighed by events, and is 30 days', WEIGHED, [
      near(period, 0.03, 0.001),
      near('current_burn_rate:ratio', 2),
      near('period_burn_rate:ratio', 0.03 / allowed, 0.1),
      near('period_error_budget_remaining:ratio', 1 - 0.03 / allowed, 0.1),
      near('objective:ratio', objective),
      near('error_budget:ratio', allowed),
      near('time_period:days', 30 * (speed.minute / 60)),
      about(at, info, 1, 1e-9),
    ]),
    scenario('a period without events has used up nothing and kept nothing', SILENT, [
      none(period),
      none('period_burn_rate:ratio'),
      none('period_error_budget_remaining:ratio'),
      near('objective:ratio', objective),
    ]),
  ];
}
