// Completing a task: this check's own way, and what a trace says about somebody else's.
import { lab } from '../../stores/lab.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { type Sent, sendOne } from '../engine/evidence.ts';

const ROUTE = '/api/tasks/:id';

export interface Completed {
  created: Sent;
  completed: Sent;
}

/**
 * Makes a task, completes it and deletes it.
 * @param method PATCH changes only what it names, PUT replaces the task.
 */
export async function completeTask(
  method: 'PATCH' | 'PUT' = 'PATCH',
  base = lab.frontend,
): Promise<Completed> {
  const title = 'Lesson 13';
  const created = await sendOne({ method: 'POST', path: '/api/tasks', body: { title } }, base);
  if (created.status !== 201) return { created, completed: created };
  const path = `/api/tasks/${(JSON.parse(created.body) as { id: number }).id}`;
  const body = method === 'PUT' ? { title, completed: true } : { completed: true };
  const completed = await sendOne({ method, path, body }, base);
  await sendOne({ method: 'DELETE', path }, base);
  return { created, completed };
}

/** Did the answer say that the task is completed now? */
export const isCompleted = ({ status, body }: Sent): boolean =>
  status === 200 && (JSON.parse(body) as { completed: boolean }).completed;

/** The backend's span of a change of one task that succeeded, with its UPDATE. */
export function changeIn(spans: Span[]): Span | undefined {
  const updated = spans.some(({ name, status }) => name === 'UPDATE tasks' && status !== 'ERROR');
  const change = spans.find(
    ({ service, kind, name, attributes }) =>
      service === 'backend' &&
      kind === 'SERVER' &&
      [`PATCH ${ROUTE}`, `PUT ${ROUTE}`].includes(name) &&
      attributes['http.response.status_code'] === '200',
  );
  return updated ? change : undefined;
}

/** Is the task that the trace changed completed? True also when it has been deleted since. */
async function isStillCompleted(spans: Span[]): Promise<boolean> {
  const id = spans.find(({ name }) => name === 'update_task')?.attributes['lab.task.id'];
  const { status, body } = await sendOne({ path: `/api/tasks/${id}` });
  return status === 404 || (status === 200 && (JSON.parse(body) as Task).completed);
}
interface Task {
  completed: boolean;
}

const MINUTES = 15;

/** Why the trace shows no completing of the last 15 minutes; empty when it does. */
export async function whyNot(trace: string): Promise<string> {
  if (!/^[0-9a-f]{32}$/.test(trace)) return 'no trace id: 32 hexadecimal digits';
  const spans = await spansOfTrace(trace);
  if (spans.length === 0) return 'Tempo has no such trace';
  const change = changeIn(spans);
  if (!change) return `no change of a task that succeeded, but: ${spans[0]?.name}`;
  const minutes = (Date.now() - change.start) / 60_000;
  if (minutes > MINUTES) return `${Math.round(minutes)} minutes old`;
  return (await isStillCompleted(spans)) ? '' : 'a change, but the task is not completed';
}
