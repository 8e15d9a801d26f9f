// GET /api/internal/stats: the process's internals, for clients with the key. An example of an endpoint
// that must not be public; without a configured key it does not exist.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { TaskStore } from '../task.ts';
import { allowOnly } from './request-input.ts';
import { sendJson } from './send-json.ts';

export const statsSchema = z.object({
  tasks: z.object({ open: z.int(), done: z.int() }),
  /** Seconds since the process started. */
  uptime_s: z.number(),
  /** Resident memory. */
  memory_bytes: z.int(),
});

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Admits only requests with the key. Compares digests in constant time, so that the duration does not
 * reveal how much of a guess is right.
 */
function requireKey(key: string): RequestHandler {
  const expected = digest(key);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.get('X-API-Key') ?? ''), expected)) {
      throw new Problem('unauthorized', 'Send the right key in X-API-Key.');
    }
    next();
  };
}

/** Adds the route if there is a key. */
export function addStatsRoute(app: Express, store: TaskStore, key: string | undefined): void {
  if (key === undefined) return;
  app
    .route('/api/internal/stats')
    .get(requireKey(key), (_request, response) => {
      sendJson(response, 200, {
        tasks: store.count(),
        uptime_s: process.uptime(),
        memory_bytes: process.memoryUsage.rss(),
      });
    })
    .all(allowOnly('GET, HEAD'));
}
