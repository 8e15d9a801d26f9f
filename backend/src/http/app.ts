// The Express app, in the order in which a request passes through it: health, ready (unobserved) ->
// observe -> still accepting? -> routes -> 404 -> error handler.
import express, { type Express, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { TaskStore } from '../task.ts';
import { createErrorHandler, routeNotFound, sendProblem } from './error-handler.ts';
import { answerHealth, createReadyHandler } from './health-route.ts';
import { createObserver } from './observe-request.ts';
import { openApiDocument } from './openapi.ts';
import { allowOnly } from './request-input.ts';
import { sendJson } from './send-json.ts';
import { addSimulateRoutes } from './simulate-routes.ts';
import { addStatsRoute } from './stats-route.ts';
import { addTaskRoutes } from './task-routes.ts';

export interface AppParts {
  store: TaskStore;
  logger: Logger;
  /** The package's version, for the OpenAPI document. */
  version: string;
  /** The key for GET /api/internal/stats. */
  statsApiKey?: string | undefined;
  /** True while the process is shutting down. */
  isStopping?: () => boolean;
}

/** Refuses requests during shutdown: another instance, or the next one, will answer. */
const refuseWhileStopping =
  (isStopping: () => boolean): RequestHandler =>
  (_request, response, next) => {
    if (!isStopping()) {
      next();
      return;
    }
    response.set({ Connection: 'close', 'Retry-After': '1' });
    const detail = 'The server is shutting down. Try again.';
    sendProblem(response, { status: 503, code: 'shutting-down', detail });
  };

/** Builds the app. The caller listens, and closes what it passed in. */
export function createApp(parts: AppParts): Express {
  const { store, logger, version, statsApiKey, isStopping = () => false } = parts;
  const app = express();
  app.disable('x-powered-by');
  // No ETags from bodies: a task's ETag is its version, and lists change too often.
  app.set('etag', false);
  // Before the observer: health checks each second would drown out users' requests.
  app.route('/health').get(answerHealth).all(allowOnly('GET, HEAD'));
  app.route('/ready').get(createReadyHandler(store, isStopping)).all(allowOnly('GET, HEAD'));
  app.use(createObserver(logger));
  app.use(refuseWhileStopping(isStopping));
  addTaskRoutes(app, store);
  addSimulateRoutes(app);
  addStatsRoute(app, store, statsApiKey);
  const document = openApiDocument(version);
  app
    .route('/api/openapi.json')
    .get((_request, response) => sendJson(response, 200, document))
    .all(allowOnly('GET, HEAD'));
  app.use(routeNotFound);
  app.use(createErrorHandler(logger));
  return app;
}
