// Two log lines and four metrics per request, and headers with the trace id. The trace itself comes
// from the instrumentations.
import { isSpanContextValid, trace } from '@opentelemetry/api';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ATTRIBUTE, LOG } from '../telemetry/names.ts';
import { recordRequest, trackActiveRequest } from '../telemetry/request-metrics.ts';
import { sanitizePath } from '../telemetry/sanitize.ts';

/** Bounds label values: all routes that do not exist share one value. */
const UNMATCHED_ROUTE = 'unmatched';

/** The template of the route that matched, such as /api/tasks/:id. */
const routeOf = (request: Request): string => request.route?.path ?? UNMATCHED_ROUTE;

/** The client left before the status was sent. HTTP has no code for that; this is nginx's. */
const CLIENT_CLOSED_REQUEST = 499;

// #region tell-trace
/**
 * Adds the trace id to the answer. `traceresponse` is W3C's draft name; scripts in a browser can read
 * Server-Timing. Without the SDK there is no trace, so no header.
 */
function tellTrace(response: Response): void {
  const span = trace.getActiveSpan()?.spanContext();
  if (span && isSpanContextValid(span)) {
    const flags = span.traceFlags.toString(16).padStart(2, '0');
    const value = `00-${span.traceId}-${span.spanId}-${flags}`;
    response.set({ traceresponse: value, 'Server-Timing': `traceparent;desc="${value}"` });
  }
}
// #endregion tell-trace

/** Logs a request when it arrives and when it is answered, and counts it. */
export function createObserver(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const start = performance.now();
    const { method } = request;
    const facts = { 'http.request.method': method, 'url.path': sanitizePath(request.path) };
    tellTrace(response);
    logger.info(facts, LOG.incoming);
    const ended = trackActiveRequest(method);
    // Unlike 'finish', 'close' is also emitted when the client leaves before the answer is written.
    response.on('close', () => {
      const milliseconds = performance.now() - start;
      const endpoint = routeOf(request);
      const status = response.writableFinished ? response.statusCode : CLIENT_CLOSED_REQUEST;
      ended();
      recordRequest({ method, endpoint, status, seconds: milliseconds / 1000 });
      const completed = {
        ...facts,
        'http.route': endpoint,
        'http.response.status_code': status,
        [ATTRIBUTE.durationMs]: Math.round(milliseconds * 1000) / 1000,
      };
      logger[status >= 500 ? 'error' : 'info'](completed, LOG.completed);
    });
    next();
  };
}
