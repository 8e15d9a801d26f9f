// What the recorded series must be, worked out by hand from one history.
import { about, DAY, HOUR, type Scenario } from './scenario.ts';
import { type Subject, share } from './traffic.ts';

/**
 * Seven days, each window with another share of bad events: 2 % over all, then 20 minutes of 40 %.
 * Three in a thousand is the tolerance: at a window's edge a rate is an estimate.
 */
export function valueScenarios(subject: Subject): Scenario[] {
  const series = (name: string) => `slo:${name}{sloth_id="${subject.id}"}`;
  const long = 40 * DAY;
  return [
    {
      name: `${subject.id}: ratios of the short windows`,
      step: 1,
      series: subject.series([share(3 * HOUR, 2), share(20, 40)], 1),
      expectations: [
        about(200, series('sli_error:ratio_rate5m'), 0.4, 0.003),
        // 20 of 30 minutes at 40 %, 10 at 2 %; and so on.
        about(200, series('sli_error:ratio_rate30m'), 0.2733, 0.01),
        about(200, series('sli_error:ratio_rate1h'), 0.1467, 0.005),
        about(200, series('sli_error:ratio_rate2h'), 0.0833, 0.003),
        about(200, series('sli_bad_events:increase1h'), 8800, 200),
        about(200, series('current_burn_rate:ratio'), 0.4 / (1 - subject.promise), 0.1),
      ],
    },
    {
      name: `${subject.id}: the period is weighed by events, and is 30 days`,
      step: 120,
      // Ten days of failures alone have left the period; then a quiet week of 30 % and a busy one of none.
      series: [
        ...recorded(subject, [
          { days: 10, bad: 10, total: 10 },
          { days: 15, bad: 3, total: 10 },
          { days: 15, bad: 0, total: 90 },
        ]),
      ],
      expectations: [
        about(long, series('sli_error:ratio_rate30d'), 0.03, 0.001),
        about(long, series('period_burn_rate:ratio'), 0.03 / (1 - subject.promise), 0.1),
        about(
          long,
          series('period_error_budget_remaining:ratio'),
          1 - 0.03 / (1 - subject.promise),
          0.1,
        ),
        about(long, series('objective:ratio'), subject.promise, 1e-9),
        about(long, series('error_budget:ratio'), 1 - subject.promise, 1e-9),
        about(long, series('time_period:days'), 30, 1e-9),
        about(
          long,
          `sloth_slo_info{sloth_id="${subject.id}", sloth_objective="${Math.round(subject.promise * 100)}"}`,
          1,
          1e-9,
        ),
      ],
    },
  ];
}

/** The rates that the period is made of, given as if they had been recorded. */
function recorded(subject: Subject, parts: { days: number; bad: number; total: number }[]) {
  const samples = (value: (part: { bad: number; total: number }) => number) => [
    0,
    ...parts.flatMap((part) => Array<number>(part.days * 12).fill(value(part))),
  ];
  const [, service = '', slo = ''] = /^(otel-collector|[a-z]+)-(.*)$/.exec(subject.id) ?? [];
  const labels = `sloth_id="${subject.id}", sloth_service="${service}", sloth_slo="${slo}", sloth_window="5m"`;
  return [
    { series: `slo:sli_bad:rate5m{${labels}}`, samples: samples(({ bad }) => bad) },
    { series: `slo:sli_total:rate5m{${labels}}`, samples: samples(({ total }) => total) },
  ];
}
