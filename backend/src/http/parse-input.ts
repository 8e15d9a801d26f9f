// From what a client sent to values of the domain, or a problem that names what is wrong.
import type { z } from 'zod';
import { Problem } from '../problem.ts';

/**
 * Checks a value from outside against a schema.
 *
 * @throws {Problem} invalid-request, naming each field at fault.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((field) => ({ field, message: 'is not known here' }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  throw new Problem('invalid-request', 'The request is not valid.', errors);
}

/**
 * Reads a task's id from a path segment: decimal digits, no sign, no leading zero.
 *
 * @throws {Problem} invalid-request when it cannot be an id.
 */
export function parseTaskId(value: string): number {
  if (!/^[1-9]\d{0,14}$/.test(value)) {
    const error = { field: 'id', message: 'must be a positive whole number' };
    throw new Problem('invalid-request', 'The id in the path is not valid.', [error]);
  }
  return Number(value);
}
