// The Express app, in the order a request passes through it:
// health (unobserved) -> observe -> task routes -> 404 -> error handler.
import type { Database } from 'better-sqlite3';
import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { TaskStore } from '../sqlite/task-store.ts';
import { createErrorHandler, routeNotFound } from './error-handler.ts';
import { createHealthHandler } from './health-route.ts';
import { createObserver } from './observe-request.ts';
import { addTaskRoutes } from './task-routes.ts';

export interface AppParts {
  store: TaskStore;
  database: Database;
  logger: Logger;
}

/** Builds the app; it neither listens nor owns what it is given. */
export function createApp({ store, database, logger }: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  // Before the observer: asked every second, it would drown the requests of people.
  app.get('/health', createHealthHandler(database));
  app.use(createObserver(logger));
  addTaskRoutes(app, store);
  app.use(routeNotFound);
  app.use(createErrorHandler(logger));
  return app;
}
