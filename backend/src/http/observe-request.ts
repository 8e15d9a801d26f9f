// Two log lines and three metrics for each request. The trace comes from the instrumentations.
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ATTRIBUTE, LOG, UNMATCHED_ROUTE } from '../telemetry/names.ts';
import { recordRequest } from '../telemetry/request-metrics.ts';

/** The template of the route that matched, such as /api/tasks/:id. */
const routeOf = (request: Request): string => request.route?.path ?? UNMATCHED_ROUTE;

/** Nobody was there to receive a status: nginx's number for it, since HTTP has none. */
const CLIENT_CLOSED_REQUEST = 499;

/** Logs the request when it comes and when it is answered, and counts it then. */
export function createObserver(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const facts = { 'http.request.method': request.method, 'url.path': request.path };
    logger.info(facts, LOG.incoming);
    // 'close' also comes when the client went away before the answer was written; 'finish' does not.
    response.once('close', () => {
      const milliseconds = performance.now() - start;
      const route = routeOf(request);
      const status = response.writableFinished ? response.statusCode : CLIENT_CLOSED_REQUEST;
      const completed = {
        ...facts,
        'http.route': route,
        'http.response.status_code': status,
        [ATTRIBUTE.durationMs]: Math.round(milliseconds * 1000) / 1000,
      };
      logger[status >= 500 ? 'error' : 'info'](completed, LOG.completed);
      recordRequest(
        { method: request.method, endpoint: route, status_code: String(status) },
        milliseconds / 1000,
      );
    });
    next();
  };
}
