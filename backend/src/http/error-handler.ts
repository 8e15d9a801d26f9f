// The only place where an error becomes an answer: a problem document (RFC 9457) that names what is
// wrong and contains the trace id, never a stack trace.
import { STATUS_CODES } from 'node:http';
import { SpanStatusCode, trace } from '@opentelemetry/api';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { type FieldError, Problem, type ProblemCode, StoreUnavailable } from '../problem.ts';
import { LOG } from '../telemetry/names.ts';
import { sendJson } from './send-json.ts';
import { SimulatedError } from './simulate-routes.ts';

const STATUS: Record<ProblemCode, number> = {
  'invalid-request': 400,
  unauthorized: 401,
  'not-found': 404,
  'method-not-allowed': 405,
  'precondition-failed': 412,
  'body-too-large': 413,
  'unsupported-media-type': 415,
};

/** The content of a problem document. `code` is the stable part of `type`. */
interface Answer {
  status: number;
  code: string;
  detail: string;
  errors?: FieldError[];
}

/** Answers requests that no route matched. */
export const routeNotFound: RequestHandler = () => {
  throw new Problem('not-found', 'There is no such route.');
};

/** Sends a problem document with the request's trace id. */
export function sendProblem(response: Response, { status, code, detail, errors }: Answer): void {
  const problem = {
    type: `urn:otel-lab:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    ...(errors?.length ? { errors } : {}),
    trace_id: trace.getActiveSpan()?.spanContext().traceId,
  };
  sendJson(response, status, problem, {
    'Content-Type': 'application/problem+json; charset=utf-8',
  });
}

/** Handles errors of Express' parsers, which have a `type` or a 4xx status; undefined for others. */
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

/** What the client and the log get for an error that is not a Problem. */
function fromException(error: unknown): Answer & { line: string } {
  if (error instanceof SimulatedError) {
    const { status, message: detail } = error;
    return { status, code: 'simulated-error', detail, line: LOG.unexpected };
  }
  if (error instanceof StoreUnavailable) {
    const detail = 'The database is busy or full. Try again.';
    return { status: 503, code: 'unavailable', detail, line: LOG.unavailable };
  }
  const detail = 'Something went wrong here. The trace tells what.';
  return { status: 500, code: 'internal-error', detail, line: LOG.unexpected };
}

/** Records an exception once on the SERVER span and once in the log, as `line`. */
function report(error: unknown, status: number, line: string, logger: Logger): void {
  const span = trace.getActiveSpan();
  span?.recordException(error instanceof Error ? error : String(error));
  if (status < 500) return;
  span?.setStatus({ code: SpanStatusCode.ERROR });
  logger.error({ err: error }, line);
}

/** The app's only error handler. */
export function createErrorHandler(logger: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) {
      // Too late for another answer: Express closes the connection, which the client notices.
      report(error, 500, fromException(error).line, logger);
      next(error);
      return;
    }
    const problem =
      error instanceof Problem || error instanceof SimulatedError
        ? error
        : fromExpress(error ?? {});
    if (problem instanceof Problem) {
      const { code, message: detail, errors } = problem;
      sendProblem(response, { status: STATUS[code], code, detail, errors });
      return;
    }
    const { line, ...answer } = fromException(error);
    report(error, answer.status, line, logger);
    if (answer.status === 503) {
      response.set('Retry-After', '1');
    }
    sendProblem(response, answer);
  };
}
