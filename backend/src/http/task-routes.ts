// HTTP <-> Task. Before it: observe-request.ts. After it: task.ts (is it valid?) and
// sqlite/task-store.ts. Paths are written out whole, so that `request.route.path` is the
// template that metrics and logs use.
import express, { type Express, type RequestHandler, type Response } from 'express';
import { Problem } from '../problem.ts';
import type { TaskStore } from '../sqlite/task-store.ts';
import { parseTaskChange, parseTaskId, parseTaskInput, type Task } from '../task.ts';
import { ATTRIBUTE, SPAN } from '../telemetry/names.ts';
import { withSpan } from '../telemetry/with-span.ts';

/** More than this is not a list that a person reads; it bounds the answer and its time. */
const LIST_LIMIT = 100;

// The longest valid task is about 9 kB of JSON; the rest is room for escapes.
const parseJson = express.json({ limit: '100kb' });

/** Reads a JSON body; anything else is refused before it is read. */
const readJsonBody: RequestHandler = (request, response, next) => {
  if (!request.is('application/json')) {
    throw new Problem('unsupported-media-type', 'Send the task as application/json.');
  }
  parseJson(request, response, next);
};

/** 405 with the methods that the route does have. */
const allowOnly =
  (methods: string): RequestHandler =>
  (request, response) => {
    response.set('Allow', methods);
    throw new Problem('method-not-allowed', `${request.method} is not one of ${methods}.`);
  };

function answer(response: Response, task: Task | undefined): void {
  if (!task) {
    throw new Problem('not-found', 'There is no task with this id.');
  }
  response.json(task);
}

/** Adds the routes under /api/tasks. */
export function addTaskRoutes(app: Express, store: TaskStore): void {
  app
    .route('/api/tasks')
    .get((_request, response) => {
      response.json({ tasks: store.list(LIST_LIMIT) });
    })
    .post(readJsonBody, (request, response) => {
      // Validation is inside the span: how long it took, and that it failed, belong to it.
      const task = withSpan(SPAN.createTask, {}, (span) => {
        const created = store.create(parseTaskInput(request.body));
        span.setAttribute(ATTRIBUTE.taskId, created.id);
        return created;
      });
      response.status(201).location(`/api/tasks/${task.id}`).json(task);
    })
    .all(allowOnly('GET, HEAD, POST'));

  app
    .route('/api/tasks/:id')
    .get((request, response) => {
      answer(response, store.find(parseTaskId(request.params.id)));
    })
    .put(readJsonBody, (request, response) => {
      const id = parseTaskId(request.params.id);
      answer(response, store.update(id, parseTaskInput(request.body)));
    })
    .patch(readJsonBody, (request, response) => {
      const id = parseTaskId(request.params.id);
      answer(response, store.update(id, parseTaskChange(request.body)));
    })
    .delete((request, response) => {
      if (!store.delete(parseTaskId(request.params.id))) {
        throw new Problem('not-found', 'There is no task with this id.');
      }
      response.status(204).end();
    })
    .all(allowOnly('GET, HEAD, PUT, PATCH, DELETE'));
}
