// Do we keep our promises? Objectives, error budgets and how fast they burn. The rules in
// prometheus/rules/slo.yaml record the series; prometheus/slo.yaml defines the objectives.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { frame, sloVariable } from './frame.ts';
import { lines } from './panels/lines.ts';
import { stat } from './panels/stat.ts';
import { table } from './panels/tables.ts';
import { promQl, promQlNow, promQlTable } from './queries.ts';

const CHOSEN = 'sloth_id="$slo"';
const NO_EVENTS = 'No events, so no verdict: nobody asked. Add a task in the app.';
const BUDGET_COLORS: [number, string][] = [
  [-1, 'red'],
  [0, 'orange'],
  [0.25, 'green'],
];

const all = stat({
  title: 'How much error budget is left?',
  description:
    'Of each objective: the share of allowed failures over 30 days that is not used up. 100 %: nothing failed. Below 0: the objective is missed. A young lab has seen minutes, not 30 days, so a few failures weigh heavily.',
  unit: 'percentunit',
  width: 24,
  height: 5,
  decimals: 1,
  noValue: NO_EVENTS,
  thresholds: BUDGET_COLORS,
  queries: [promQlNow('slo:period_error_budget_remaining:ratio', '{{sloth_id}}')],
});

const chosen = [
  stat({
    title: 'Objective',
    description:
      'The share of events that must be good over 30 days; chosen above, defined in prometheus/slo.yaml.',
    unit: 'percentunit',
    width: 6,
    queries: [promQlNow(`slo:objective:ratio{${CHOSEN}}`, 'objective')],
  }),
  stat({
    title: 'Good events, 30 days',
    description:
      'The share of events that were good, weighed by the traffic of each moment. Compare it with the objective on its left.',
    unit: 'percentunit',
    width: 6,
    decimals: 2,
    noValue: NO_EVENTS,
    queries: [promQlNow(`1 - slo:sli_error:ratio_rate30d{${CHOSEN}}`, 'good')],
  }),
  stat({
    title: 'Budget left',
    description:
      'What is left of the failures that the objective allows in 30 days. Below 0 the objective is missed.',
    unit: 'percentunit',
    width: 6,
    decimals: 1,
    noValue: NO_EVENTS,
    thresholds: BUDGET_COLORS,
    queries: [promQlNow(`slo:period_error_budget_remaining:ratio{${CHOSEN}}`, 'left')],
  }),
  stat({
    title: 'Burn rate now',
    description:
      'How fast the budget is used, over 5 minutes. 1: it lasts exactly 30 days. 14.4: a fiftieth of it is gone in an hour, and somebody is paged.',
    unit: 'none',
    width: 6,
    decimals: 1,
    noValue: NO_EVENTS,
    thresholds: [
      [0, 'green'],
      [1, 'orange'],
      [14.4, 'red'],
    ],
    queries: [promQlNow(`slo:current_burn_rate:ratio{${CHOSEN}}`, 'burn rate')],
  }),
];

const overTime = [
  lines({
    title: 'Is the objective met, moment by moment?',
    description:
      'The share of good events in the last 5 minutes and the last hour, and the objective. A dip of the short line that the long one does not follow is soon forgiven; both below the objective cost budget.',
    unit: 'percentunit',
    width: 12,
    height: 9,
    // The axis begins at the lowest value: what matters is whether it is 99 % or 98 %.
    negative: true,
    noValue: NO_EVENTS,
    colors: { objective: 'red' },
    queries: [
      promQl(`1 - slo:sli_error:ratio_rate5m{${CHOSEN}}`, 'good, 5 min'),
      promQl(`1 - slo:sli_error:ratio_rate1h{${CHOSEN}}`, 'good, 1 h'),
      promQl(`slo:objective:ratio{${CHOSEN}}`, 'objective'),
    ],
  }),
  lines({
    title: 'How does the budget burn down?',
    description:
      'The share of the error budget that is left. It falls when something fails and rises again when old failures leave the 30 days. At 0 there is none: no risky change until it recovers.',
    unit: 'percentunit',
    width: 12,
    height: 9,
    noValue: NO_EVENTS,
    negative: true,
    queries: [promQl(`slo:period_error_budget_remaining:ratio{${CHOSEN}}`, 'left')],
  }),
  lines({
    title: 'How fast does it burn, over how long?',
    description:
      'Burn rate by window. An alert needs a long window, so that it matters, and a short one, so that it ends with the failures: 14.4 over 1 h and 5 min or 6 over 6 h and 30 min page; 3 over 1 d and 2 h or 1 over 3 d and 6 h make a ticket. The red line is 14.4.',
    unit: 'none',
    width: 24,
    height: 9,
    noValue: NO_EVENTS,
    objective: true,
    thresholds: [
      [0, 'green'],
      [14.4, 'red'],
    ],
    queries: ['5m', '30m', '1h', '6h', '3d'].map((window) =>
      promQl(
        `slo:sli_error:ratio_rate${window}{${CHOSEN}} / ignoring(sloth_window) slo:error_budget:ratio{${CHOSEN}}`,
        window,
      ),
    ),
  }),
];

const alerts = table({
  title: 'Which burn-rate alerts are pending or firing?',
  description:
    'Of all objectives. Those of the lab at speed (windows sixty times shorter, for the drill) say so in their name. docs/runbooks tells what to do about each.',
  unit: 'none',
  width: 24,
  noValue: 'None: no budget burns too fast.',
  hide: ['__name__', 'Value', 'sloth_service', 'sloth_slo', 'sloth_severity'],
  queries: [promQlTable('ALERTS{sloth_id!=""}')],
});

/** The dashboard "Objectives". */
export const slo = (): Dashboard => {
  const dashboard = frame(
    'slo',
    'Objectives',
    'Objectives of the lab, the error budget that is left, and how fast it burns.',
    60,
  ).withVariable(sloVariable());
  for (const panel of [all, ...chosen, ...overTime, alerts]) dashboard.withPanel(panel);
  return dashboard.build();
};
