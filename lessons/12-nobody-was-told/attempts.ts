// The two faults, and ways to mend them, right and wrong.
import { join } from 'node:path';
import { runProgram } from '../../evidence/command/program.ts';
import type { Replacement } from '../../evidence/replace-once.ts';
import { root } from '../../stores/lab.ts';
import type { Attempt, Copy, Lesson } from '../engine/lesson.ts';
import { WINDOWS, type Window } from './share.ts';

const FOLDER = '.lab/lessons/12-nobody-was-told';
const RULES = 'prometheus/rules/slo-lab-speed.yaml';
const OBJECTIVES = 'prometheus/slo.yaml';
const ROUTES = 'alertmanager/alertmanager.yaml';

const per = (series: string, window: string): string =>
  `sum(rate(${series}{service_name="backend"}[${window}]))`;
const REQUESTS = 'http_requests_total';
const BUCKETS = 'http_request_duration_seconds_bucket';
const COUNT = 'http_request_duration_seconds_count';

/** The objective's total_query; others have the same, so with the line that follows it. */
const total = (series: string): string =>
  `total_query: ${per(series, '{{.window}}')}\n    # #endregion availability\n`;

const firstRoute = '    # Before the pages, so that a drill wakes nobody';
const route =
  '    # The night shift gets its pager next month.\n    - matchers: [\'alertname=~"SloLab.+"\']\n      receiver: night-shift\n';
const firstReceiver = 'receivers:\n';
const receiver = '  - name: night-shift\n';

/** Makes the learner's rules from their slo.yaml, as the README says. */
const writeRules = (): Promise<string> =>
  runProgram(process.execPath, [
    ...['prometheus/src/write-rules.ts', '--folder', join(root, FOLDER, 'prometheus')],
  ]);

export const copies: Record<string, Copy> = {
  prometheus: {
    of: 'prometheus',
    file: 'slo.yaml',
    fault: [[total(REQUESTS), total(BUCKETS)]],
  },
  // What the faulty slo.yaml makes.
  [RULES]: {
    of: RULES,
    fault: async () => {
      await writeRules();
      return [];
    },
  },
  alertmanager: {
    of: 'alertmanager',
    file: 'alertmanager.yaml',
    fault: [
      [firstRoute, route + firstRoute],
      [firstReceiver, firstReceiver + receiver],
    ],
  },
};

const inRules = (window: Window, by: string): Replacement => [
  `(${per(BUCKETS, window)} > 0)`,
  `(${per(by, window)} > 0)`,
];
/** The threshold of the page over a window of the faster pair. */
const threshold = (window: Window, by: string): Replacement => {
  const series = `slo_lab:sli_error:ratio_rate${window}{sloth_id="backend-availability"}`;
  return [`(${series} > (14.4 * 0.01))`, `(${series} > ${by})`];
};
const withoutRoute: Replacement[] = [[route, '']];
const inSource = { [OBJECTIVES]: [[total(BUCKETS), total(REQUESTS)] as Replacement] };

export const right: Lesson['right'] = [
  {
    title: `Count each request once, make the rules (npm run rules -- --folder ${FOLDER}/prometheus), and remove the route`,
    edits: { ...inSource, [ROUTES]: withoutRoute },
    act: writeRules,
  },
  {
    title: 'Mend the recorded rules, and let the receiver tell somebody',
    edits: {
      [RULES]: WINDOWS.map((window) => inRules(window, COUNT)),
      [ROUTES]: [
        [
          receiver,
          `${receiver}    webhook_configs: [{ url: "http://alert-receiver:8080/", max_alerts: 0 }]\n`,
        ],
      ],
    },
  },
];

const lower = ['20s', '1m'] as const;
const BAD_EVENTS = 'slo_lab:sli_bad_events:increase1m{sloth_id="backend-availability"}';

export const wrong: Attempt[] = [
  { title: 'The route alone', edits: { [ROUTES]: withoutRoute } },
  { title: 'The share alone', edits: inSource, act: writeRules },
  {
    title: 'A threshold so low that the wrong share is above it',
    edits: { [RULES]: lower.map((window) => threshold(window, '0.001')), [ROUTES]: withoutRoute },
  },
  {
    title: 'An alert that always fires',
    edits: {
      [RULES]: [
        ...lower.map((window) => threshold(window, '-1')),
        [`(${BAD_EVENTS} >= 5)`, `(${BAD_EVENTS} >= 0)`],
      ],
      [ROUTES]: withoutRoute,
    },
  },
  {
    title: 'An alert that never fires, with the right share',
    edits: {
      [RULES]: [
        ...WINDOWS.map((window) => inRules(window, COUNT)),
        threshold('20s', '2'),
        [
          '(slo_lab:sli_error:ratio_rate30s{sloth_id="backend-availability"} > (6 * 0.01))',
          '(slo_lab:sli_error:ratio_rate30s{sloth_id="backend-availability"} > 2)',
        ],
      ],
      [ROUTES]: withoutRoute,
    },
  },
  {
    title: 'The right share, and a route of everything to nobody',
    edits: {
      ...inSource,
      [ROUTES]: [
        [route, ''],
        [
          '    - matchers: [\'speed="lab"\']\n      receiver: drill',
          '    - matchers: []\n      receiver: night-shift',
        ],
      ],
    },
    act: writeRules,
  },
];
