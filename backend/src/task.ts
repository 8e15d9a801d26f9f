// The domain: tasks, their validation, and the interface of a task store. Knows neither HTTP nor SQL:
// http/task-routes.ts uses a TaskStore, sqlite/task-store.ts implements it. The page imports types
// from here.
import { z } from 'zod';
import { DESCRIPTION_MAX, TITLE_MAX } from './task-limits.ts';

// Rejects lone surrogates: half a character cannot be stored as UTF-8.
const text = z.string().refine((value) => value.isWellFormed(), 'is not well-formed Unicode');
const title = text.trim().min(1, 'must not be empty').max(TITLE_MAX);
const description = text.max(DESCRIPTION_MAX);

/** A task as the API shows it. */
export const taskSchema = z.object({
  id: z.int().positive(),
  title,
  description,
  completed: z.boolean(),
  /** Incremented by every change; the task's ETag. */
  version: z.int().positive(),
  /** ISO 8601 in UTC. */
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type Task = z.infer<typeof taskSchema>;

// Strict: an unknown field is an error.
/** What a client sends to create or replace a task. */
export const taskInputSchema = z.strictObject({
  title,
  description: description.default(''),
  completed: z.boolean().default(false),
});
export type TaskInput = z.infer<typeof taskInputSchema>;
/** The same before defaults are applied. */
export type NewTask = Pick<TaskInput, 'title'> & Partial<TaskInput>;

/** What a client sends to change some fields of a task. */
export const taskChangeSchema = z
  .strictObject({
    title: title.exactOptional(),
    description: description.exactOptional(),
    completed: z.boolean().exactOptional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'names no field to change');
export type TaskChange = z.infer<typeof taskChangeSchema>;

/** Fields to sort by; a leading minus reverses the order. */
export const SORT_FIELDS = ['created_at', 'updated_at', 'title'] as const;
const sorts = SORT_FIELDS.flatMap((field) => [field, `-${field}`] as const);

/** Which tasks, in which order, and how many; parsed from a query string. */
export const taskQuerySchema = z.strictObject({
  completed: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  search: text.trim().min(1).max(TITLE_MAX).optional(),
  sort: z.enum(sorts).default('-created_at'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(1000).optional(),
});
export type TaskQuery = z.infer<typeof taskQuerySchema>;

/** A page of tasks, and the cursor for the next page; null on the last page. */
export const taskPageSchema = z.object({
  tasks: z.array(taskSchema),
  next_cursor: z.string().nullable(),
});
export type TaskPage = z.infer<typeof taskPageSchema>;

export interface TaskCounts {
  open: number;
  done: number;
}

/** The versions that a change accepts; undefined accepts any. */
export type Versions = number[] | undefined;

/** Why a change was refused: no task with this id, or it has another version. */
export type Refusal = 'no-such-task' | 'other-version';

/** Stores tasks. Every method may throw StoreUnavailable (problem.ts). */
export interface TaskStore {
  create(input: TaskInput): Task;
  /** @throws {Problem} invalid-request when the cursor is not ours. */
  list(query: TaskQuery): TaskPage;
  get(id: number): Task | undefined;
  update(id: number, change: TaskChange, versions?: Versions): Task | Refusal;
  /** Returns undefined when the task was deleted. */
  delete(id: number, versions?: Versions): Refusal | undefined;
  count(): TaskCounts;
  /** Reads something, for the health check. @throws {Error} when that fails for any reason. */
  check(): void;
}
