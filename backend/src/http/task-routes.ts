// HTTP <-> Task, between observe-request.ts and the store; task.ts validates. Paths are written in
// full, since metrics and logs use `request.route.path` as the template.
import type { OutgoingHttpHeaders } from 'node:http';
import type { Express, RequestHandler, Response } from 'express';
import { Problem } from '../problem.ts';
import {
  type Refusal,
  type Task,
  type TaskChange,
  type TaskStore,
  taskChangeSchema,
  taskInputSchema,
  taskQuerySchema,
} from '../task.ts';
import { type Event, recordEvent } from '../telemetry/event.ts';
import { ATTRIBUTE, EVENT, SPAN, type SpanName } from '../telemetry/names.ts';
import { withSpan } from '../telemetry/with-span.ts';
import { etagOf, isKnown, versionsAllowed } from './etag.ts';
import { allowOnly, parse, parseTaskId, readJsonBody } from './request-input.ts';
import { sendJson } from './send-json.ts';

/**
 * Runs a change, including its validation, in a span of its own, with an event once it is made.
 * @param work is given what to tell the task's id.
 */
function change<T>(name: SpanName, event: Event, work: (tellId: (id: number) => void) => T): T {
  return withSpan(name, {}, (span) => {
    let task = 0;
    const result = work((id) => {
      task = id;
      span.setAttribute(ATTRIBUTE.taskId, id);
    });
    recordEvent(event, { [ATTRIBUTE.taskId]: task });
    return result;
  });
}

/** Returns the store's result. @throws {Problem} not-found or precondition-failed for a refusal. */
function accepted<T extends object | undefined>(result: T | Refusal): T {
  if (result === 'no-such-task') throw new Problem('not-found', 'There is no task with this id.');
  if (result === 'other-version') {
    throw new Problem('precondition-failed', 'The task was changed since you read it.');
  }
  return result as T;
}

/** Answers with a task and its ETag, or with 304 when a GET's If-None-Match has that ETag. */
function sendTask(
  response: Response,
  task: Task,
  status = 200,
  headers: OutgoingHttpHeaders = {},
): void {
  const etag = etagOf(task.version);
  if (isKnown(response, etag)) {
    response.status(304).end();
    return;
  }
  sendJson(response, status, task, { ETag: etag, ...headers });
}

type TaskPath = Record<'id', string>;

function addListRoutes(app: Express, store: TaskStore): void {
  app
    .route('/api/tasks')
    .get((request, response) => {
      sendJson(response, 200, store.list(parse(taskQuerySchema, request.query)));
    })
    .post(readJsonBody, (request, response) => {
      const task = change(SPAN.createTask, EVENT.taskCreated, (tellId) => {
        const created = store.create(parse(taskInputSchema, request.body));
        tellId(created.id);
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
      const task = change(SPAN.updateTask, EVENT.taskUpdated, (tellId) => {
        const id = parseTaskId(request.params.id);
        tellId(id);
        const wanted = parse<TaskChange>(schema, request.body);
        return accepted(store.update(id, wanted, versionsAllowed(request)));
      });
      sendTask(response, task);
    };

  app
    .route('/api/tasks/:id')
    .get((request, response) => {
      const task = store.get(parseTaskId(request.params.id));
      sendTask(response, accepted(task ?? 'no-such-task'));
    })
    .put(readJsonBody, update(taskInputSchema))
    .patch(readJsonBody, update(taskChangeSchema))
    .delete((request, response) => {
      change(SPAN.deleteTask, EVENT.taskDeleted, (tellId) => {
        const id = parseTaskId(request.params.id);
        tellId(id);
        accepted(store.delete(id, versionsAllowed(request)));
      });
      response.status(204).end();
    })
    .all(allowOnly('GET, HEAD, PUT, PATCH, DELETE'));
}
