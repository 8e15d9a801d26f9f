// Answers to the complaint, right and wrong.
import { lab } from '../../stores/lab.ts';
import { pollUntil } from '../../stores/poll-until.ts';
import { searchTraces, spansOfTrace } from '../../stores/tempo.ts';
import { send } from '../engine/evidence.ts';
import type { Answer, Attempt, Lesson } from '../engine/lesson.ts';
import { changeIn, completeTask } from './completing.ts';
import { type NumberName, numberNow } from './numbers.ts';

/** Seconds to wait for a trace or a number. */
const PATIENCE = 20;

const read = (name: NumberName): Promise<string> =>
  pollUntil(name, PATIENCE, async () => {
    const value = await numberNow(name);
    if (value === undefined) throw new Error('no value');
    return value.toFixed(2);
  });

/** The numbers, after a few requests: without any there are none. */
async function numbers(): Promise<Answer> {
  await send(10);
  return { failing: await read('failing'), duration: await read('duration') };
}

/** By the id that the request was sent with. */
async function ownTrace(): Promise<string> {
  const { completed } = await completeTask();
  return pollUntil('the trace', PATIENCE, async () => {
    if (!changeIn(await spansOfTrace(completed.traceId))) throw new Error('not in Tempo');
    return completed.traceId;
  });
}

/** By a search in Tempo, for a task that was replaced by a completed one at the backend's own port. */
async function foundTrace(): Promise<string> {
  await completeTask('PUT', lab.backend);
  const now = Math.floor(Date.now() / 1000);
  return pollUntil('the trace', PATIENCE, async () => {
    const found = await searchTraces(
      '{ resource.service.name = "backend" && name = "PUT /api/tasks/:id" && status != error }',
      { start: now - 600, end: now + 60 },
    );
    const [newest] = found.toSorted((a, b) => b.at - a.at);
    if (!newest) throw new Error('not found');
    return newest.id;
  });
}

export const right: Lesson['right'] = [
  {
    title: 'Healthy: a task completed through the page, and both numbers',
    answer: async () => ({ verdict: 'healthy', trace: await ownTrace(), ...(await numbers()) }),
  },
  {
    title: "Healthy: a task completed at the backend's port, found by a search",
    answer: async () => ({ verdict: 'healthy', trace: await foundTrace(), ...(await numbers()) }),
  },
];

export const wrong: Attempt[] = [
  {
    title: 'Believe the complaint',
    answer: async () => ({ verdict: 'broken', trace: await ownTrace(), ...(await numbers()) }),
  },
  {
    title: 'Believe the complaint, and make up numbers that fit',
    answer: async () => ({
      verdict: 'broken',
      trace: await ownTrace(),
      failing: '12.5',
      duration: '870',
    }),
  },
  {
    title: 'Healthy, by a request of another kind',
    answer: async () => {
      const [list] = await send(1);
      return { verdict: 'healthy', trace: list?.traceId ?? '', ...(await numbers()) };
    },
  },
  {
    title: 'Healthy, by a trace that does not exist',
    answer: async () => ({
      verdict: 'healthy',
      trace: '4bf92f3577b34da6a3ce929d0e0e4736',
      ...(await numbers()),
    }),
  },
  {
    title: 'Healthy, with a made-up duration',
    answer: async () => ({
      verdict: 'healthy',
      trace: await ownTrace(),
      ...(await numbers()),
      // No request of a lab whose slowest takes ten seconds.
      duration: '30000',
    }),
  },
];
