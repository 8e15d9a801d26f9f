// HTTP <-> Task. Before it: observe-request.ts. After it: task.ts (is it valid?) and
// sqlite/task-store.ts. Paths are written out whole, so that `request.route.path` is the
// template that metrics and logs use.
import type { Span } from '@opentelemetry/api';
import type { Express, RequestHandler } from 'express';
import type { TaskStore } from '../sqlite/task-store.ts';
import {
  parse,
  parseTaskId,
  type TaskChange,
  taskChangeSchema,
  taskInputSchema,
  taskQuerySchema,
} from '../task.ts';
import { ATTRIBUTE, EVENT, SPAN } from '../telemetry/names.ts';
import { withSpan } from '../telemetry/with-span.ts';
import { sendTask, versionsAllowed } from './etag.ts';
import { allowOnly, readJsonBody } from './request-body.ts';
import { sendJson } from './send-json.ts';

/** Runs a change in a span of its own, validation included: that it failed belongs to it. */
function change<T>(name: string, event: string, work: (span: Span) => T): T {
  return withSpan(name, {}, (span) => {
    const result = work(span);
    span.addEvent(event);
    return result;
  });
}

type TaskPath = { id: string };

function addListRoutes(app: Express, store: TaskStore): void {
  app
    .route('/api/tasks')
    .get((request, response) => {
      const { tasks, nextCursor } = store.list(parse(taskQuerySchema, request.query));
      sendJson(response, 200, { tasks, next_cursor: nextCursor ?? null });
    })
    .post(readJsonBody, (request, response) => {
      const task = change(SPAN.createTask, EVENT.taskCreated, (span) => {
        const created = store.create(parse(taskInputSchema, request.body));
        span.setAttribute(ATTRIBUTE.taskId, created.id);
        return created;
      });
      sendTask(response, task, 201, { Location: `/api/tasks/${task.id}` });
    })
    .all(allowOnly('GET, HEAD, POST'));
}

/** Adds the routes under /api/tasks. */
export function addTaskRoutes(app: Express, store: TaskStore): void {
  addListRoutes(app, store);

  const update =
    (schema: typeof taskInputSchema | typeof taskChangeSchema): RequestHandler<TaskPath> =>
    (request, response) => {
      const task = change(SPAN.updateTask, EVENT.taskUpdated, (span) => {
        const id = parseTaskId(request.params.id);
        span.setAttribute(ATTRIBUTE.taskId, id);
        return store.update(id, parse<TaskChange>(schema, request.body), versionsAllowed(request));
      });
      sendTask(response, task);
    };

  app
    .route('/api/tasks/:id')
    .get((request, response) => {
      sendTask(response, store.get(parseTaskId(request.params.id)));
    })
    .put(readJsonBody, update(taskInputSchema))
    .patch(readJsonBody, update(taskChangeSchema))
    .delete((request, response) => {
      change(SPAN.deleteTask, EVENT.taskDeleted, (span) => {
        const id = parseTaskId(request.params.id);
        span.setAttribute(ATTRIBUTE.taskId, id);
        store.delete(id, versionsAllowed(request));
      });
      response.status(204).end();
    })
    .all(allowOnly('GET, HEAD, PUT, PATCH, DELETE'));
}
