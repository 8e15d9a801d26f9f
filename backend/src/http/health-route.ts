// GET /health: can this process answer, and can it reach its database? Not traced, not counted.
import type { Database } from 'better-sqlite3';
import type { RequestHandler } from 'express';

/** 200 {"status":"ok"}, or 503 {"status":"unavailable","reason":…} when a query fails. */
export function createHealthHandler(database: Database): RequestHandler {
  return (_request, response) => {
    try {
      database.prepare('SELECT count(*) FROM tasks LIMIT 1').get();
      response.json({ status: 'ok' });
    } catch (error) {
      response.status(503).json({ status: 'unavailable', reason: String(error) });
    }
  };
}
