// Puts something private wherever a client of the API can put it.
import { lab } from '../../stores/lab.ts';
import { atExit } from '../command/command.ts';
import { newTrace } from '../trace-context.ts';
import type { Canary } from './canaries.ts';
import type { Plant } from './fields.ts';

interface ApiRequest {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: object;
}

const TASKS = '/api/tasks';

/** One request for each field, which it names. */
const REQUESTS: Record<string, (canary: Canary) => ApiRequest> = {
  'title of a task': ({ text }) => ({ method: 'POST', path: TASKS, body: { title: text } }),
  'title of a task that is refused': ({ text }) => ({
    method: 'POST',
    path: TASKS,
    body: { title: text.repeat(20), [text]: text },
  }),
  'path of a task': ({ text }) => ({ path: `${TASKS}/${encodeURIComponent(text)}` }),
  'path without a route': ({ text }) => ({ path: `/api/${encodeURIComponent(text)}` }),
  search: ({ text }) => ({ path: `${TASKS}?search=${encodeURIComponent(text)}` }),
  'unknown parameter': ({ key, value }) => ({
    path: `${TASKS}?${encodeURIComponent(key)}=${encodeURIComponent(value)}`,
  }),
  'wrong value of a parameter': ({ text }) => ({
    path: `${TASKS}?sort=${encodeURIComponent(text)}`,
  }),
  // A header has one line.
  'header User-Agent': ({ text }) => ({
    path: TASKS,
    headers: { 'user-agent': text.replaceAll('\n', ' ') },
  }),
  'header tracestate': ({ text }) => ({
    path: TASKS,
    headers: { tracestate: `lab=${text.replaceAll('\n', ' ').replaceAll('=', ':')}` },
  }),
  'headers that hold secrets': ({ value }) => {
    const names = ['authorization', 'cookie', 'x-api-key', 'baggage'];
    const line = value.replaceAll('\n', ' ');
    return { path: TASKS, headers: Object.fromEntries(names.map((name) => [name, line])) };
  },
};

/**
 * @returns the traces of the requests.
 * @throws {Error} when an answer has a private value that it refuses.
 */
export async function askApi(plant: Plant): Promise<string[]> {
  const traceIds: string[] = [];
  for (const [field, requestOf] of Object.entries(REQUESTS)) {
    const canary = plant(field);
    const { method = 'GET', path, headers, body } = requestOf(canary);
    const { traceId, traceparent } = newTrace();
    traceIds.push(traceId);
    const response = await fetch(`${lab.frontend}${path}`, {
      method,
      headers: { traceparent, ...(body && { 'content-type': 'application/json' }), ...headers },
      signal: AbortSignal.timeout(10_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = await response.text();
    if (!response.ok && answer.includes(canary.value)) {
      throw new Error(`the answer to a ${field} with a ${canary.kind} repeats it: ${answer}`);
    }
    const location = response.headers.get('location');
    if (location) atExit(() => fetch(`${lab.frontend}${location}`, { method: 'DELETE' }));
  }
  return traceIds;
}
