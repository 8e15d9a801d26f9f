// Failures of requests that are not bugs. http/error-handler.ts turns them into status codes and
// RFC 9457 problem documents; telemetry/with-span.ts does not count them as failures of the service.

export type ProblemCode =
  | 'invalid-request'
  | 'unauthorized'
  | 'not-found'
  | 'method-not-allowed'
  | 'precondition-failed'
  | 'body-too-large'
  | 'unsupported-media-type';

/** One fault in the request: the field ('' for the whole body) and the reason. */
export interface FieldError {
  field: string;
  message: string;
}

/**
 * The store is locked or the disk is full; the same request may succeed later. The cause is the
 * store's own error.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** A fault in a request. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: FieldError[];

  /**
   * @param code the kind of problem; stable, so clients may rely on it.
   * @param detail one sentence, safe to show to users.
   * @param errors the invalid fields, if any.
   */
  constructor(code: ProblemCode, detail: string, errors: FieldError[] = []) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}
