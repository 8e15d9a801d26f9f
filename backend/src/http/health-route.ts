// GET /health: can this process answer, and can it reach its database? Not traced, not counted.
import type { RequestHandler } from 'express';
import type { TaskStore } from '../sqlite/task-store.ts';

/** 200 {"status":"ok"}, or 503 {"status":"unavailable","reason":…} when a query fails. */
export function createHealthHandler(store: TaskStore): RequestHandler {
  return (_request, response) => {
    try {
      store.check();
      response.json({ status: 'ok' });
    } catch (error) {
      response.status(503).json({ status: 'unavailable', reason: String(error) });
    }
  };
}
