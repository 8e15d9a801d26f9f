// A task and what makes one valid: the domain. Imports no framework.
// Next on the path: http/task-routes.ts (requests) and sqlite/task-store.ts (rows).
import { z } from 'zod';
import { Problem } from './problem.ts';

/** A task as the API shows it. Times are ISO 8601 in UTC. */
export interface Task {
  id: number;
  title: string;
  description: string;
  completed: boolean;
  created_at: string;
  updated_at: string;
}

const title = z.string().trim().min(1, 'must not be empty').max(200);
const description = z.string().max(2000);

// Strict: an unknown field is an error, not a silent nothing.
const taskInput = z.strictObject({
  title,
  description: description.default(''),
  completed: z.boolean().default(false),
});
const taskChange = z
  .strictObject({ title, description, completed: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');

/** What a client sends to create or replace a task. */
export type TaskInput = z.infer<typeof taskInput>;
/** What a client sends to change some fields of a task. */
export type TaskChange = z.infer<typeof taskChange>;

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    return parsed.data;
  }
  const errors = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((field) => ({ field, message: 'is not a field of a task' }))
      : [{ field: issue.path.join('.'), message: issue.message }],
  );
  throw new Problem('invalid-request', 'The task is not valid.', errors);
}

/** @throws {Problem} invalid-request, naming each field at fault. */
export const parseTaskInput = (value: unknown): TaskInput => parse(taskInput, value);

/** @throws {Problem} invalid-request, naming each field at fault. */
export const parseTaskChange = (value: unknown): TaskChange => parse(taskChange, value);

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
