// Deliberate faults for lessons, alerts and tests: a slow answer and a failing one.
import { setTimeout } from 'node:timers/promises';
import type { Express } from 'express';
import { z } from 'zod';
import { allowOnly, parse } from './request-input.ts';
import { sendJson } from './send-json.ts';

/** Seconds. */
export const slowQuerySchema = z.strictObject({
  delay: z.coerce.number().min(0).max(10).default(2),
});

export const errorQuerySchema = z.strictObject({
  status: z.coerce.number().int().min(400).max(599).default(500),
});

/** Thrown on request. Unlike a Problem it is recorded as an exception, with any status. */
export class SimulatedError extends Error {
  override readonly name = 'SimulatedError';
  readonly status: number;

  constructor(status: number) {
    super(`A failure with status ${status} was asked for.`);
    this.status = status;
  }
}

/** Adds GET /api/simulate-slow and GET /api/simulate-error. */
export function addSimulateRoutes(app: Express): void {
  app
    .route('/api/simulate-slow')
    .get(async (request, response) => {
      const { delay } = parse(slowQuerySchema, request.query);
      // A timer does not block the event loop.
      await setTimeout(delay * 1000);
      sendJson(response, 200, { delay });
    })
    .all(allowOnly('GET, HEAD'));

  app
    .route('/api/simulate-error')
    .get((request) => {
      throw new SimulatedError(parse(errorQuerySchema, request.query).status);
    })
    .all(allowOnly('GET, HEAD'));
}
