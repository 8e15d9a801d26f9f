// A task and what makes one valid: the domain. Imports no framework.
// Next on the path: http/task-routes.ts (requests) and sqlite/task-store.ts (rows).
import { z } from 'zod';
import { Problem } from './problem.ts';

// Without pairs broken apart: half a character cannot be stored as UTF-8.
const text = z.string().refine((value) => value.isWellFormed(), 'is not well-formed Unicode');
const title = text.trim().min(1, 'must not be empty').max(200);
const description = text.max(2000);

/** A task as the API shows it. */
export const taskSchema = z.object({
  id: z.int().positive(),
  title,
  description,
  completed: z.boolean(),
  /** Grows by one with every change; the task's ETag. */
  version: z.int().positive(),
  /** ISO 8601 in UTC. */
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type Task = z.infer<typeof taskSchema>;

// Strict: an unknown field is an error, not a silent nothing.
/** What a client sends to create or replace a task. */
export const taskInputSchema = z.strictObject({
  title,
  description: description.default(''),
  completed: z.boolean().default(false),
});
export type TaskInput = z.infer<typeof taskInputSchema>;

/** What a client sends to change some fields of a task. */
export const taskChangeSchema = z
  .strictObject({ title, description, completed: z.boolean() })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type TaskChange = z.infer<typeof taskChangeSchema>;

/** Fields to sort by; a minus in front turns the order round. */
export const SORT_FIELDS = ['created_at', 'updated_at', 'title'] as const;
const sorts = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);

/** Which tasks, in which order, how many of them. The values are those of a query string. */
export const taskQuerySchema = z.strictObject({
  completed: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  search: text.trim().min(1).max(200).optional(),
  sort: z.enum(sorts).default('-created_at'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
});
export type TaskQuery = z.infer<typeof taskQuerySchema>;

/** Some tasks, and where the next ones begin: undefined when these were the last. */
export interface TaskPage {
  tasks: Task[];
  nextCursor: string | undefined;
}

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
