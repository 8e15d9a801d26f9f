// Takes telemetry to the collector. What cannot be sent is kept, and sent in its order when there is a
// way again, also by the next page. courier-exporter.ts makes the exporters use it.
import type { Batch, KeptBatches } from './kept-batches.ts';

type Outcome = 'taken' | 'later' | 'no answer' | 'refused' | 'too old';

/** One request: the SDK's default. What comes later than that may be sent twice. */
const TIMEOUT_MS = 10_000;
/**
 * Between two attempts while there is no way. Doubled each time without an answer: browsers print a line
 * for each such request, which code cannot prevent.
 */
const PAUSE_MS = 5000;
const LONGEST_PAUSE_MS = 60_000;
/** Between two kept batches: with what is new, nginx must not find it too much. */
const PACE_MS = 100;
/** Older telemetry is of no use to anybody, and stores may refuse it. */
const OLDEST_MS = 3600_000;
/** What a browser sends of a page that is being closed, all such requests together. */
const KEEPALIVE_BYTES = 60_000;

/** When there is a way, answers come in less. */
const PROMPT_MS = 1000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends one batch. No answer, or one with Retry-After, means that nobody took it. */
async function post({ path, body }: Batch, signal: AbortSignal): Promise<Outcome> {
  if (!navigator.onLine) return 'later';
  try {
    const { status, headers } = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      keepalive: body.byteLength < KEEPALIVE_BYTES,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (headers.has('retry-after') || status === 429 || status >= 500) return 'later';
    return status < 300 ? 'taken' : 'refused';
  } catch {
    return 'no answer';
  }
}

const isOpen = (outcome: Outcome): boolean => outcome === 'later' || outcome === 'no answer';

/**
 * One tab at a time, or two would send the same. Browsers have locks where the page is https or
 * localhost; elsewhere a span may be sent twice.
 */
const inOneTab = async (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('otel-lab.telemetry', work) : work();

/** One for all signals of the page, so that their order is kept. */
export class Courier {
  readonly #kept: KeptBatches;
  readonly #tellDropped: (reason: string, batches: number) => void;
  /** Something is kept: what is new must wait behind it. */
  #waiting = true;
  /** The newest batch was not taken, or is not answered in time. */
  #isDoubtful = false;
  /** Milliseconds for an answer. The first batch must show whether there is a way at all. */
  #inTimeMs = 0;
  #isLeaving = false;
  #callBack = new AbortController();
  #pauseMs = PAUSE_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #emptying: Promise<void> | undefined;

  /** @param tellDropped is told what was lost, once there is a way again. */
  constructor(kept: KeptBatches, tellDropped: (reason: string, batches: number) => void) {
    this.#kept = kept;
    this.#tellDropped = tellDropped;
    addEventListener('online', () => this.#sendKept());
    addEventListener('pageshow', () => {
      // The browser may show a page again that had been left.
      this.#isLeaving = false;
      this.#sendKept();
    });
    // What an earlier page has left.
    this.#sendKept();
  }

  /** Sends the batch or keeps it. @returns false when it is lost. */
  async send(batch: Batch): Promise<boolean> {
    if (!this.#waiting) {
      const outcome = await this.#post(batch);
      if (outcome === 'taken') return true;
      if (!isOpen(outcome)) return this.#kept.countDropped(outcome).then(() => false);
      this.#later(outcome);
    }
    const isKept = await this.#keep(batch);
    // The rest was sent meanwhile.
    if (!this.#waiting) this.#later();
    return isKept;
  }

  async #keep(batch: Batch): Promise<boolean> {
    try {
      if (this.#isLeaving) this.#kept.addAtOnce(batch);
      else await this.#kept.add(batch);
      return true;
    } catch {
      return false;
    }
  }

  async #post(batch: Batch): Promise<Outcome> {
    const late = setTimeout(() => {
      this.#isDoubtful = true;
    }, this.#inTimeMs);
    const outcome = await post(batch, this.#callBack.signal);
    clearTimeout(late);
    this.#isDoubtful = outcome !== 'taken';
    this.#inTimeMs = this.#isDoubtful ? 0 : PROMPT_MS;
    return outcome;
  }

  /**
   * The page is being left, and nobody will read the answers to come. What is under way will arrive, and
   * so will what is still to come; unless that is doubtful: then all of it is kept for the next page.
   */
  leave(): void {
    this.#isLeaving = true;
    this.#waiting = this.#isDoubtful;
    if (!this.#isDoubtful) return;
    this.#callBack.abort();
    this.#callBack = new AbortController();
  }

  #later(outcome: Outcome = 'later'): void {
    this.#waiting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sendKept(), this.#pauseMs);
    const doubled = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
    this.#pauseMs = outcome === 'no answer' ? doubled : PAUSE_MS;
  }

  #sendKept(): void {
    this.#emptying ??= inOneTab(() => this.#empty())
      // Without storage nothing is kept.
      .catch(() => {
        this.#waiting = false;
      })
      .finally(() => {
        this.#emptying = undefined;
      });
  }

  async #empty(): Promise<void> {
    for (let batch = await this.#kept.take(); batch; batch = await this.#kept.take()) {
      const outcome = Date.now() - batch.since > OLDEST_MS ? 'too old' : await this.#post(batch);
      if (isOpen(outcome)) {
        await this.#keep(batch);
        return this.#later(outcome);
      }
      if (outcome !== 'taken') await this.#kept.countDropped(outcome);
      await wait(PACE_MS);
    }
    this.#waiting = false;
    this.#pauseMs = PAUSE_MS;
    for (const [reason, batches] of await this.#kept.takeDropped())
      this.#tellDropped(reason, batches);
  }
}
