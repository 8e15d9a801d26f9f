// The one place where an error becomes an answer: a problem document (RFC 9457) that names what
// is wrong and carries the trace id, never a stack trace.
import { STATUS_CODES } from 'node:http';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { Problem, type ProblemCode } from '../problem.ts';

const STATUS: Record<ProblemCode, number> = {
  'invalid-request': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  'body-too-large': 413,
  'unsupported-media-type': 415,
};

/** Answers what no route matched. */
export const routeNotFound: RequestHandler = () => {
  throw new Problem('not-found', 'There is no such route.');
};

/** Errors of Express' own parsers carry a `type` or a 4xx status; undefined for anything else. */
function fromExpress(error: { type?: string; status?: number }): Problem | undefined {
  if (error.type === 'entity.too.large') {
    return new Problem('body-too-large', 'The body is larger than 100 kB.');
  }
  if (error.type === 'encoding.unsupported' || error.type === 'charset.unsupported') {
    return new Problem('unsupported-media-type', 'Send the body as plain UTF-8 JSON.');
  }
  if (error.type === 'entity.parse.failed') {
    const field = { field: '', message: 'is not JSON' };
    return new Problem('invalid-request', 'The body is not valid JSON.', [field]);
  }
  if (error.status && error.status >= 400 && error.status < 500) {
    return new Problem('invalid-request', 'The request cannot be read.');
  }
  return undefined;
}

/** Records an unexpected error on the SERVER span and in the log: once each. */
function report(error: unknown, logger: Logger): void {
  const span = trace.getActiveSpan();
  span?.recordException(error instanceof Error ? error : String(error));
  span?.setStatus({ code: SpanStatusCode.ERROR });
  logger.error({ err: error }, 'Unexpected error');
}

/** The app's only error handler. */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      // Too late for another answer: Express ends the connection, which the client notices.
      report(error, logger);
      next(error);
      return;
    }
    const problem = error instanceof Problem ? error : fromExpress(error ?? {});
    if (!problem) {
      report(error, logger);
    }
    const status = problem ? STATUS[problem.code] : 500;
    const code = problem?.code ?? 'internal-error';
    response
      .status(status)
      .type('application/problem+json')
      .send(
        JSON.stringify({
          type: `urn:otel-lab:problem:${code}`,
          title: STATUS_CODES[status],
          status,
          detail: problem?.message ?? 'Something went wrong here. The trace tells what.',
          ...(problem?.errors.length ? { errors: problem.errors } : {}),
          trace_id: trace.getActiveSpan()?.spanContext().traceId,
        }),
      );
  };
}
