// Ways to come by a trace id: a click in a real browser, a request without one, a guess.
import { CannotTell } from '../../evidence/command/command.ts';
import { Client } from '../../evidence/load/client.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import type { Answer } from '../engine/lesson.ts';
import type { Action } from '../testing/click.ts';

/** @throws {CannotTell} when there is no Chromium. */
export async function traceOfClick(action: Action): Promise<Answer> {
  // Loaded here alone: a learner clicks in a browser of their own and needs no Chromium.
  const clicks = await import('../testing/click.ts').catch((error) => {
    throw new CannotTell(`this click is made in Chromium. ${error.message}`);
  });
  return { trace: await clicks.traceOf(action) };
}

/** Adds a task as curl does, without a browser, and deletes it. */
export async function traceOfRequest(): Promise<Answer> {
  const client = new Client(lab.frontend);
  const body = { title: 'Not from a browser' };
  const made = await client.send({ method: 'POST', path: '/api/tasks', body });
  const { id } = JSON.parse(made.body) as { id: number };
  await client.send({ method: 'DELETE', path: `/api/tasks/${id}` });
  client.close();
  return { trace: String(made.headers.traceresponse).split('-')[1] ?? '' };
}

export const traceNobodyMade = async (): Promise<Answer> => ({ trace: hexId(16) });
