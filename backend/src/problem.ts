// The ways in which a request can fail that are not bugs. http/error-handler.ts turns them
// into status codes and RFC 9457 problem documents; telemetry/with-span.ts does not count
// them as failures of the service.

export type ProblemCode =
  | 'invalid-request'
  | 'unauthorized'
  | 'not-found'
  | 'method-not-allowed'
  | 'precondition-failed'
  | 'body-too-large'
  | 'unsupported-media-type';

/** One thing that is wrong with the request: the field ('' = the whole body) and why. */
export interface FieldError {
  field: string;
  message: string;
}

/**
 * The store cannot be used now, since it is locked or the disk is full. The same request may succeed
 * later. The cause is the store's own error.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** What is wrong with a request. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly errors: FieldError[];

  /**
   * @param code what kind of problem; stable, clients may rely on it.
   * @param detail one sentence for a person, safe to show.
   * @param errors the fields at fault, where there are any.
   */
  constructor(code: ProblemCode, detail: string, errors: FieldError[] = []) {
    super(detail);
    this.code = code;
    this.errors = errors;
  }
}
