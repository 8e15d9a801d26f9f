// The API as an OpenAPI 3.1 document, generated from the schemas that validate requests.
// openapi.test.ts calls every operation.
import { z } from 'zod';
import {
  taskChangeSchema,
  taskInputSchema,
  taskPageSchema,
  taskQuerySchema,
  taskSchema,
} from '../task.ts';
import { errorQuerySchema, slowQuerySchema } from './simulate-routes.ts';
import { statsSchema } from './stats-route.ts';

/** A problem document, RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  trace_id: z.string().optional(),
});

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output' = 'output') => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};
const json = (schema: z.ZodType) => ({ 'application/json': { schema: jsonSchema(schema) } });
const body = (schema: z.ZodType) => ({
  required: true,
  content: { 'application/json': { schema: jsonSchema(schema, 'input') } },
});
const answer = (description: string, schema?: z.ZodType) =>
  schema ? { description, content: json(schema) } : { description };
const problems = (...statuses: number[]) =>
  Object.fromEntries(
    statuses.map((status) => [
      status,
      {
        description: 'A problem document.',
        content: { 'application/problem+json': { schema: jsonSchema(problemSchema) } },
      },
    ]),
  );

/** One parameter per field of a query schema. */
const query = (schema: z.ZodObject) =>
  Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: false,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
});

const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } };
const ifMatch = header('If-Match', 'Change it only if this is still its ETag.');

const tasks = {
  get: {
    operationId: 'listTasks',
    summary: 'Tasks, in pages.',
    parameters: query(taskQuerySchema),
    responses: { 200: answer('A page.', taskPageSchema), ...problems(400) },
  },
  post: {
    operationId: 'createTask',
    summary: 'Create a task.',
    requestBody: body(taskInputSchema),
    responses: { 201: answer('The new task.', taskSchema), ...problems(400, 413, 415) },
  },
};

const changeOperation = (operationId: string, summary: string, schema: z.ZodType) => ({
  operationId,
  summary,
  parameters: [id, ifMatch],
  requestBody: body(schema),
  responses: { 200: answer('The task.', taskSchema), ...problems(400, 404, 412, 413, 415) },
});

const task = {
  get: {
    operationId: 'readTask',
    summary: 'Read a task.',
    parameters: [id],
    responses: { 200: answer('The task.', taskSchema), ...problems(400, 404) },
  },
  put: changeOperation('replaceTask', 'Replace a task.', taskInputSchema),
  patch: changeOperation('changeTask', 'Change some fields of a task.', taskChangeSchema),
  delete: {
    operationId: 'deleteTask',
    summary: 'Delete a task.',
    parameters: [id, ifMatch],
    responses: { 204: answer('Deleted.'), ...problems(400, 404, 412) },
  },
};

const others = {
  '/health': {
    get: {
      operationId: 'health',
      summary: 'Does the process live?',
      responses: { 200: answer('Yes.') },
    },
  },
  '/ready': {
    get: {
      operationId: 'ready',
      summary: 'Can it take requests: does its database answer, and does it not shut down?',
      responses: { 200: answer('Yes.'), 503: answer('No, with the reason.') },
    },
  },
  '/api/simulate-slow': {
    get: {
      operationId: 'simulateSlow',
      summary: 'Answer after `delay` seconds.',
      parameters: query(slowQuerySchema),
      responses: { 200: answer('At last.', slowQuerySchema), ...problems(400) },
    },
  },
  '/api/simulate-error': {
    get: {
      operationId: 'simulateError',
      summary: 'Fail with `status`.',
      parameters: query(errorQuerySchema),
      responses: problems(400, 500),
    },
  },
  '/api/internal/stats': {
    get: {
      operationId: 'stats',
      summary: 'A look inside the process; only where a key is configured.',
      parameters: [header('X-API-Key', 'The key.')],
      responses: { 200: answer('Numbers.', statsSchema), ...problems(401, 404) },
    },
  },
  '/api/openapi.json': {
    get: { operationId: 'openapi', summary: 'This document.', responses: { 200: answer('It.') } },
  },
};

/** The whole document. `version` is the package's. */
export const openApiDocument = (version: string) => ({
  openapi: '3.1.1',
  info: {
    title: 'Task API of the OpenTelemetry lab',
    version,
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  paths: { '/api/tasks': tasks, '/api/tasks/{id}': task, ...others },
});
