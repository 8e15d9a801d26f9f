// page-logs.ts: stamps the page's few log records and sends them in batches; made by telemetry.ts.
import type { Attributes } from '@opentelemetry/api';
import type { LogRecordExporter, LogRecordProcessor, SdkLogRecord } from '@opentelemetry/sdk-logs';

type Exported = Parameters<LogRecordExporter['export']>[0][number];

export interface PageLogsOptions {
  exporter: LogRecordExporter;
  /** What every record carries. */
  attributes: Attributes;
  delayMs: number;
  /** More within one delay are dropped: a page that fails in a loop must not send a flood. */
  maxRecords: number;
}

/**
 * A log record processor for a page that writes a handful of records. The SDK's own batch processor
 * would be a fifteenth of the whole telemetry chunk; it retries and measures itself, as a server needs.
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
    // The SDK hands over one object that is writable here and readable for exporters.
    this.#batch.push(record as unknown as Exported);
    this.#timer ??= setTimeout(() => this.forceFlush(), this.#options.delayMs);
  }

  /** Resolves when the batch was sent or given up: telemetry has no errors of its own to show. */
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
