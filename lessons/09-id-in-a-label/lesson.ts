// The label `endpoint` has the path instead of the route's template: series without end.
import { nextExport } from '../../evidence/checks/next-export.ts';
import { Client } from '../../evidence/load/client.ts';
import { deleteTasksOf } from '../../evidence/load/delete-tasks.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { answered, finding, needed, type Sent, send, settle } from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';
import { patient } from '../engine/patience.ts';
import { bad, comment, good, OBSERVER, right, wrong } from './attempts.ts';
import { type Change, changeOf, countedByInstrumentation, countsSince } from './counts.ts';

const TASKS = 5;
const UNKNOWN = 3;
const REQUESTS = 'http_requests_total';
const DURATIONS = 'http_request_duration_seconds_count';

const state = async (since: number) => ({
  requests: await countsSince(REQUESTS, since),
  durations: await countsSince(DURATIONS, since),
  byInstrumentation: await countedByInstrumentation(since),
});
type State = Awaited<ReturnType<typeof state>>;

/** What the backend has counted so far. @throws {CannotTell} when it exports no metrics. */
async function stateNow(): Promise<State> {
  const since = Date.now();
  const seconds = patient(20);
  await nextExport(seconds, `the backend has exported no metrics for ${seconds} s`);
  return state(since);
}

/** Makes tasks whose titles contain `run`. */
const create = (run: string): Promise<Sent[]> =>
  send(TASKS, { method: 'POST', path: '/api/tasks', body: { title: `Lesson 9, ${run}` } });

/** Asks for each task, and for as many paths that do not exist. */
async function ask(created: Sent[]): Promise<{ tasks: Sent[]; unknown: Sent[] }> {
  const head = async (paths: string[]) =>
    (await Promise.all(paths.map((path) => send(1, { method: 'HEAD', path })))).flat();
  const ids = created.map(({ body }) => (JSON.parse(body) as { id: number }).id);
  return {
    tasks: await head(ids.map((id) => `/api/tasks/${id}`)),
    unknown: await head(Array.from({ length: UNKNOWN }, () => `/api/${hexId(4)}`)),
  };
}

const spoken = ({ risen }: Change): string =>
  [...risen].map(([endpoint, count]) => `${count} in ${endpoint || 'no endpoint'}`).join(', ') ||
  'none';

/** The findings on what became more from `before` to `after`. */
function judge(before: State, after: State): Finding[] {
  const tasks = changeOf(before.requests, after.requests, '200');
  const unknown = changeOf(before.requests, after.requests, '404');
  const durations = ['200', '404'].map((status) =>
    changeOf(before.durations, after.durations, status),
  );
  const byInstrumentation = after.byInstrumentation - before.byInstrumentation;
  return [
    needed(
      "OpenTelemetry's own metric counts the requests of tasks",
      byInstrumentation >= TASKS,
      `${byInstrumentation} of ${TASKS}`,
    ),
    finding(
      'http_requests_total counts them by the route, /api/tasks/:id',
      tasks.risen.get('/api/tasks/:id') === TASKS && tasks.all === TASKS,
      spoken(tasks),
    ),
    finding(`${TASKS} tasks share one series`, tasks.added <= 1, `${tasks.added} new ones`),
    finding(
      `${UNKNOWN} paths that do not exist share one series, which counts them`,
      unknown.added <= 1 && unknown.all === UNKNOWN && unknown.risen.size === 1,
      spoken(unknown),
    ),
    finding(
      'the same holds for http_request_duration_seconds',
      durations.every(({ added, all }) => added <= 1 && all > 0),
      `${durations.map(({ added }) => added).join(' and ')} new ones`,
    ),
  ];
}

async function check(): Promise<Finding[]> {
  const run = hexId(4);
  try {
    const created = await create(run);
    if (created.some(({ status }) => status !== 201)) return [answered(created, 201)];
    const before = await stateNow();
    const { tasks, unknown } = await ask(created);
    const asked = Date.now();
    return await settle(async () => [
      answered(tasks),
      answered(unknown, 404),
      ...judge(before, await state(asked)),
    ]);
  } finally {
    const client = new Client(lab.frontend);
    await deleteTasksOf(run, client);
    client.close();
  }
}

export const lesson: Lesson = {
  folder: '09-id-in-a-label',
  copies: {
    src: {
      of: 'backend/src',
      file: OBSERVER,
      fault: [[`      ${good}`, `${comment}      ${bad}`]],
    },
  },
  services: ['backend'],
  check,
  right,
  wrong,
};
