// Makes an exporter keep a batch until the collector takes it. The SDK's own give up after ten seconds,
// and the batch is gone.
import { setTimeout } from 'node:timers/promises';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { noteExport } from './last-export.ts';

interface Exporter<T> {
  export(items: T[], done: (result: ExportResult) => void): void;
}

// Each attempt is several of the SDK's own, a second and more apart; these pauses lie between.
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4000;
/** No attempt takes longer: the SDK's default of OTEL_EXPORTER_OTLP_TIMEOUT. */
const ATTEMPT_MS = 10_000;

/**
 * Was the batch refused for good? Then the error has an HTTP status, such as 400. One that means "later"
 * (429, 502, 503, 504) and a broken connection come without.
 */
const isFinal = ({ error }: ExportResult): boolean =>
  typeof (error as { code?: unknown } | undefined)?.code === 'number';

/**
 * Makes `exporter` repeat an export that failed. The batch processors wait for one export before they
 * begin the next: meanwhile their queue grows, up to its bound.
 *
 * @param exporter an exporter, or the prototype of a class of them.
 * @param forMs milliseconds after which a batch is given up, and counted as failed by its processor. At
 *   most the processor's export timeout.
 */
export function makePatient<T>(exporter: Exporter<T>, forMs: number): void {
  const send = exporter.export;
  exporter.export = async function exportPatiently(items, done) {
    const attempt = () => new Promise<ExportResult>((resolve) => send.call(this, items, resolve));
    const lastBegin = performance.now() + forMs - ATTEMPT_MS;
    let pause = FIRST_PAUSE_MS;
    let result = await attempt();
    while (result.code !== ExportResultCode.SUCCESS && !isFinal(result)) {
      if (performance.now() + pause > lastBegin) break;
      // Not all processes at the same moment.
      await setTimeout(pause * (0.75 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      result = await attempt();
    }
    if (result.code === ExportResultCode.SUCCESS) noteExport();
    done(result);
  };
}
