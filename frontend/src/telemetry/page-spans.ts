// Adds the page's attributes to every span; in telemetry.ts it runs before the batch processor.
import type { Attributes } from '@opentelemetry/api';
import type { Span, SpanProcessor } from '@opentelemetry/sdk-trace';
import { ATTRIBUTE } from './names.ts';

/** Attributes that contain a whole address. */
const ADDRESSES = ['url.full', 'http.url'];

/** A span processor that adds attributes, cleans addresses and can end open spans. */
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

  /** Spans can still be changed here, after their instrumentation is done. */
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
   * Ends all open spans when the page is left. Otherwise a click followed by a reload would be lost, and
   * with it the parent of the backend's spans.
   */
  endOpenSpans(): void {
    for (const span of this.#open) {
      // The span of a request stays open a little longer than the request, to read its timings.
      const answered = 'http.response.status_code' in span.attributes;
      if (!answered) span.setAttribute(ATTRIBUTE.interrupted, true);
      span.end();
    }
  }

  forceFlush = (): Promise<void> => Promise.resolve();
  shutdown = (): Promise<void> => Promise.resolve();
}

/** Removes query and fragment, which can contain anything: a search, a secret in a link. */
export function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
