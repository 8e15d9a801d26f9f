// Ways to keep the traces of errors, right and wrong.
import type { Attempt, Lesson } from '../engine/lesson.ts';

const name = 'OTEL_TRACES_SAMPLER: traceidratio';
const ratio = 'OTEL_TRACES_SAMPLER_ARG: "0.05"';
const setting = `${name}\n      ${ratio}`;

const compose = (text: string, by: string): NonNullable<Attempt['edits']> => ({
  'compose.yml': [[text, by]],
});

/** Keeps errors, and some of the rest, once a trace has ended; behind the span metrics. */
const tailSampling: NonNullable<Attempt['edits']> = {
  'stores.yaml': [
    [
      'connectors:\n',
      `  tail_sampling:
    decision_wait: 3s
    policies:
      - { name: errors, type: status_code, status_code: { status_codes: [ERROR] } }
      - { name: some, type: probabilistic, probabilistic: { sampling_percentage: 5 } }

connectors:
`,
    ],
    [
      'exporters: [otlp_grpc/tempo]',
      'processors: [tail_sampling]\n      exporters: [otlp_grpc/tempo]',
    ],
  ],
};

export const right: Lesson['right'] = [
  {
    title: 'Keep every trace',
    edits: compose(setting, 'OTEL_TRACES_SAMPLER: always_on'),
  },
  {
    title: 'Keep every trace in the app, and decide in the collector when it has ended',
    edits: { ...compose(setting, 'OTEL_TRACES_SAMPLER: always_on'), ...tailSampling },
  },
];

export const wrong: Attempt[] = [
  { title: 'A larger ratio', edits: compose(ratio, 'OTEL_TRACES_SAMPLER_ARG: "0.5"') },
  {
    title: "Obey the caller's decision, and keep 5 % of what has none",
    edits: compose(name, 'OTEL_TRACES_SAMPLER: parentbased_traceidratio'),
  },
  {
    title: 'Decide in the collector, of what the app has already thrown away',
    edits: tailSampling,
  },
  {
    title: 'No traces at all, so that none is missing',
    edits: compose(setting, 'OTEL_TRACES_SAMPLER: always_off'),
  },
  {
    title: 'Switch the SDK off',
    edits: compose(setting, 'OTEL_SDK_DISABLED: "true"'),
  },
];
