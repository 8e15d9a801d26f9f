// page-spans.ts: what every span of this page carries; telemetry.ts puts it before the batches.
import type { Attributes } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';

/** Attributes that hold a whole address. */
const ADDRESSES = ['url.full', 'http.url'];

/** A span processor that stamps spans, cleans addresses and can end what is still open. */
export class PageSpans implements SpanProcessor {
  readonly #attributes: Attributes;
  readonly #open = new Set<Span>();

  constructor(attributes: Attributes) {
    this.#attributes = attributes;
  }

  onStart(span: Span): void {
    span.setAttributes(this.#attributes);
    this.#open.add(span);
  }

  /** The last moment to change a span, after its instrumentation has said everything. */
  onEnding(span: Span): void {
    for (const key of ADDRESSES) {
      const address = span.attributes[key];
      if (typeof address === 'string') span.setAttribute(key, withoutQuery(address));
    }
  }

  onEnd(span: unknown): void {
    this.#open.delete(span as Span);
  }

  /**
   * Ends what has not ended, for a page that goes away. Without it a click that is followed by a
   * reload would be lost, and with it the parent of everything that the backend did for it.
   */
  endOpenSpans(): void {
    for (const span of this.#open) {
      // A request keeps its span open a little longer than its answer takes, to read its timings.
      const answered = 'http.response.status_code' in span.attributes;
      if (!answered) span.setAttribute('lab.interrupted', true);
      span.end();
    }
  }

  forceFlush = (): Promise<void> => Promise.resolve();
  shutdown = (): Promise<void> => Promise.resolve();
}

/** A query or fragment can hold anything: what somebody searches for, a secret in a link. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
