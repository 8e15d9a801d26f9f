// How burn-rate alerts end, and what they do with few events, spikes, silence and restarts. Asked of one
// objective, since the same generator makes the others.
import { type Fires, good, teller } from './burn-case.ts';
import { about, DAY, firing, HOUR, type Minutes, type Phase, type Scenario } from './scenario.ts';
import { restartAt, type Subject, share } from './subject.ts';

/** The long window still burns, the short one is over: the alert ends. */
function recoveries(subject: Subject): Scenario[] {
  const tell = teller(subject);
  const { medium, drift, slow } = subject.limits;
  // As much as does not reach the next pair.
  const [slowly, drifting] = [medium - 0.1, slow - 0.1];
  const scenarios = [
    tell(
      'slow burn ends within its short window',
      [good(2 * DAY, 10_000), good(4 * HOUR), share(20 * HOUR, slowly), good(3 * HOUR)],
      [
        { at: 3 * DAY, page: false, ticket: true },
        { at: 3 * DAY + 3 * HOUR, page: false, ticket: false },
      ],
      30,
    ),
    tell(
      'drift ends within its short window',
      [good(DAY), share(2 * DAY, Math.min(drifting, 3 * drift)), good(8 * HOUR)],
      [
        { at: 3 * DAY, page: false, ticket: true },
        { at: 3 * DAY + 8 * HOUR, page: false, ticket: false },
      ],
      30,
    ),
  ];
  if (!subject.pages) {
    return scenarios;
  }
  const outage = subject.limits.fast > 50 ? 50 : 20;
  const steady = subject.limits.fast - 0.4;
  return [
    ...scenarios,
    tell(
      'an outage pages, and its end ends the page',
      [good(6 * HOUR), share(outage, 100), good(40)],
      [
        { at: 6 * HOUR + outage, page: true, ticket: true },
        { at: 6 * HOUR + outage + 10, page: false, ticket: true },
      ],
    ),
    tell(
      'medium burn ends within its short window',
      [good(6 * HOUR), share(165, steady), good(40)],
      [
        { at: 6 * HOUR + 165, page: true },
        { at: 6 * HOUR + 165 + 35, page: false },
      ],
    ),
  ];
}

/** A handful of failures is no incident, whatever share it is: five in the long window at least. */
function fewEvents(subject: Subject): Scenario[] {
  const tell = teller(subject);
  const failures = (count: number, window: Minutes): Phase => ({
    minutes: window + 30,
    total: count / window,
    bad: count / window,
  });
  const cases: { window: Minutes; before: Minutes; fires: Omit<Fires, 'at'>; step: Minutes }[] = [
    { window: HOUR, before: 6 * HOUR, fires: { page: true, ticket: false }, step: 1 },
    { window: 6 * HOUR, before: 18 * HOUR, fires: { page: true, ticket: false }, step: 5 },
    { window: DAY, before: 3 * DAY, fires: { page: false, ticket: true }, step: 30 },
    { window: 3 * DAY, before: 0, fires: { page: false, ticket: true }, step: 30 },
  ];
  return cases.flatMap(({ window, before, fires, step }) => {
    const history = before > 0 ? [good(before, 100)] : [];
    const at = before + window;
    return [
      tell(
        `4.6 failures in ${window / HOUR} h are no incident`,
        [...history, failures(4.6, window)],
        [{ at, page: false, ticket: false }],
        step,
      ),
      tell(
        `5.6 failures in ${window / HOUR} h are one`,
        [...history, failures(5.6, window)],
        [{ at: at + 30, ...fires }],
        step,
      ),
    ];
  });
}

/** Spikes, silence, and a restart of the app. */
function surprises(subject: Subject): Scenario[] {
  const tell = teller(subject);
  const ratio = (window: string) => `slo:sli_error:ratio_rate${window}{sloth_id="${subject.id}"}`;
  const burning = [good(6 * HOUR), share(HOUR, 100)];
  const silence = tell(
    'silence ends a burn, and is no verdict',
    [...burning, { minutes: 40, total: 0, bad: 0 }],
    [
      { at: 7 * HOUR, page: true },
      { at: 7 * HOUR + 35, page: false },
    ],
  );
  silence.expectations.push(
    { at: 7 * HOUR + 35, expr: `count(${ratio('5m')})`, values: [] },
    about(7 * HOUR + 35, ratio('1h'), 1, 0.01),
  );
  const nothing: Scenario = {
    name: `${subject.id}: no series at all`,
    step: 1,
    series: [{ series: 'up{job="another"}', samples: Array<number>(31).fill(1) }],
    expectations: [
      firing(30, subject.alert, 'page', 0),
      firing(30, subject.alert, 'ticket', 0),
      { at: 30, expr: `count({__name__=~"slo:sli_error:.*"})`, values: [] },
    ],
  };
  const restarted = tell(
    'a restart of the counters is no burn, and hides none',
    [good(30), share(90, 95)],
    [{ at: 120, page: true }],
  );
  return [
    tell(
      'a spike of three minutes',
      [good(6 * HOUR - 3), share(3, 100), good(30)],
      [
        { at: 6 * HOUR, page: false, ticket: false },
        { at: 6 * HOUR + 30, page: false, ticket: false },
      ],
    ),
    silence,
    nothing,
    { ...restarted, series: restarted.series.map(restartAt(75)) },
  ];
}

/** All of these. */
export const shapeScenarios = (subject: Subject): Scenario[] => [
  ...recoveries(subject),
  ...fewEvents(subject),
  ...surprises(subject),
];
