// Adds attributes to the page's few log records and sends them in batches; used by telemetry.ts.
import type { Attributes } from '@opentelemetry/api';
import type { LogRecordExporter, LogRecordProcessor, SdkLogRecord } from '@opentelemetry/sdk-logs';

type Exported = Parameters<LogRecordExporter['export']>[0][number];

export interface PageLogsOptions {
  exporter: LogRecordExporter;
  /** Attributes of every record. */
  attributes: Attributes;
  delayMs: number;
  /** The limit per delay; more are dropped, so that a page that fails in a loop sends no flood. */
  maxRecords: number;
}

/**
 * A log record processor for a page that writes few records. The SDK's batch processor, with retries
 * and metrics for servers, would be a fifteenth of the whole telemetry chunk.
 */
export class PageLogs implements LogRecordProcessor {
  readonly #options: PageLogsOptions;
  #batch: Exported[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PageLogsOptions) {
    this.#options = options;
  }

  onEmit(record: SdkLogRecord): void {
    if (this.#batch.length >= this.#options.maxRecords) return;
    record.setAttributes(this.#options.attributes);
    // The SDK passes one object, which is writable here and readable for exporters.
    this.#batch.push(record as unknown as Exported);
    this.#timer ??= setTimeout(() => this.forceFlush(), this.#options.delayMs);
  }

  /** Resolves when the batch was sent or dropped; telemetry must not cause errors. */
  forceFlush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#batch;
    this.#batch = [];
    if (batch.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#options.exporter.export(batch, () => resolve()));
  }

  shutdown(): Promise<void> {
    return this.forceFlush();
  }
}
