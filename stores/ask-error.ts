// What a question ends with when there is no answer. Apart from ask.ts, which needs the lab's addresses.

/** A part of the lab did not answer (no status), or answered with an error. */
export class AskError extends Error {
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.name = 'AskError';
    this.status = status;
  }
}
