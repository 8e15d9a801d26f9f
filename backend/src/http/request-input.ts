// Checks a request's method, body and fields before anything acts on them.
import express, { type RequestHandler } from 'express';
import type { z } from 'zod';
import { Problem } from '../problem.ts';
import { sanitize } from '../telemetry/sanitize.ts';

// The longest valid task is about 9 kB of JSON; the rest allows for escapes.
const parseJson = express.json({ limit: '100kb' });

/** Reads a JSON body; other types are refused before they are read. */
export const readJsonBody: RequestHandler = (request, response, next) => {
  if (!request.is('application/json')) {
    throw new Problem('unsupported-media-type', 'Send the task as application/json.');
  }
  parseJson(request, response, next);
};

/** Answers 405 with the methods that the route allows. */
export const allowOnly =
  (methods: string): RequestHandler =>
  (request, response) => {
    response.set('Allow', methods);
    throw new Problem('method-not-allowed', `${request.method} is not one of ${methods}.`);
  };

/**
 * Checks a value from outside against a schema.
 * @throws {Problem} invalid-request naming each invalid field.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? // A name that a client made up can hold anything, and is recorded.
        issue.keys.map((key) => ({ field: sanitize(key), message: 'is not known here' }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  throw new Problem('invalid-request', 'The request is not valid.', errors);
}

/**
 * Reads a task's id from a path segment: decimal digits, no sign, no leading zero.
 * @throws {Problem} invalid-request when it cannot be an id.
 */
export function parseTaskId(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) {
    const error = { field: 'id', message: 'must be a positive whole number' };
    throw new Problem('invalid-request', 'The id in the path is not valid.', [error]);
  }
  return Number(value);
}
