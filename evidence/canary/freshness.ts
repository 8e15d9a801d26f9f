// How fresh a signal is, as the canary sees it: when its newest request could be found, or since when not.

export class Freshness {
  #seconds: number | undefined;
  #missingSince: number | undefined;

  /** A request was sent. All times are milliseconds since 1970. */
  sent(at: number): void {
    this.#missingSince ??= at;
  }

  /** Everything that the newest request left is there. */
  found(sentAt: number, at: number): void {
    this.#seconds = (at - sentAt) / 1000;
    this.#missingSince = undefined;
  }

  /**
   * Seconds that the newest request took; while one is missing, those since the first that is, if they
   * are more. Undefined before the first request.
   */
  seconds(now: number): number | undefined {
    if (this.#missingSince === undefined) return this.#seconds;
    return Math.max(this.#seconds ?? 0, (now - this.#missingSince) / 1000);
  }
}
