// GET /health: can this process answer, and can it reach its database? Not traced, not counted.
import type { RequestHandler } from 'express';
import type { TaskStore } from '../task.ts';
import { sendJson } from './send-json.ts';

/** 200 {"status":"ok"}, or 503 {"status":"unavailable","reason":…} when a query fails. */
export function createHealthHandler(store: TaskStore): RequestHandler {
  return (_request, response) => {
    try {
      store.check();
      sendJson(response, 200, { status: 'ok' });
    } catch (error) {
      sendJson(response, 503, { status: 'unavailable', reason: String(error) });
    }
  };
}
