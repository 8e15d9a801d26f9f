// Ways to mend the label, right and wrong.
import type { Attempt, Lesson } from '../engine/lesson.ts';

export const OBSERVER = 'http/observe-request.ts';
const METRICS = 'src/telemetry/request-metrics.ts';

const call = (endpoint: string): string =>
  `recordRequest({ method, ${endpoint}, status, seconds: milliseconds / 1000 });`;
export const good = call('endpoint');
export const bad = call('endpoint: request.path');
export const comment = '      // The path, so that a dashboard can show which task is slow.\n';

const attributes =
  'const attributes = { method: methodOf(method), endpoint, status_code: String(status) };';
const labels = (endpoint: string): [string, string] => [
  attributes,
  attributes.replace(' endpoint,', ` endpoint: ${endpoint},`),
];
const recorder = '/** Counts one answered request. */';

const inObserver = (by: string): NonNullable<Attempt['edits']> => ({
  [`src/${OBSERVER}`]: [[bad, by]],
});

export const right: Lesson['right'] = [
  {
    title: "Count by the route's template, which the router knows",
    edits: {
      [`src/${OBSERVER}`]: [
        [comment, ''],
        [bad, good],
      ],
    },
  },
  {
    title: 'Map paths to a fixed list where they are counted, and the rest to one word',
    edits: {
      [METRICS]: [
        [
          recorder,
          `const ROUTES = '/api/tasks /api/tasks/:id /api/simulate-slow /api/simulate-error'.split(' ');
function templateOf(path: string): string {
  const template = path.replace(/^\\/api\\/tasks\\/\\d+$/, '/api/tasks/:id');
  return ROUTES.includes(template) ? template : 'unmatched';
}

${recorder}`,
        ],
        labels('templateOf(endpoint)'),
      ],
    },
  },
];

export const wrong: Attempt[] = [
  {
    title: 'Turn numbers into :id, and leave all other paths as they are',
    edits: inObserver(call("endpoint: request.path.replace(/\\d+/g, ':id')")),
  },
  {
    title: 'Drop the label, and with it the counts by route',
    edits: { [METRICS]: [[attributes, attributes.replace(' endpoint,', '')]] },
  },
  {
    title: 'Bound the values: a hash of the path, modulo 100',
    edits: inObserver(
      call(
        'endpoint: String([...request.path].reduce((sum, c) => (sum * 31 + (c.codePointAt(0) ?? 0)) % 100, 7))',
      ),
    ),
  },
  {
    title: 'Drop the metric',
    edits: { [METRICS]: [['  requests.add(1, attributes);\n', '']] },
  },
  {
    title: 'Mend the counter and forget the histogram',
    edits: {
      [METRICS]: [
        [
          'requests.add(1, attributes);',
          "requests.add(1, { ...attributes, endpoint: /^\\/api\\/tasks\\/\\d+$/.test(endpoint) ? '/api/tasks/:id' : 'unmatched' });",
        ],
      ],
    },
  },
];
