// pausing-exporter.ts: keeps telemetry.ts from asking again and again where nobody listens.
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';

interface Exporter<T> {
  export(items: T[], done: (result: ExportResult) => void): void;
}

const PAUSE_MS = 60_000;

/**
 * Makes `exporter` drop everything for a minute after a failure, and returns it.
 *
 * Browsers write a line into the console for each request that fails, and no code can prevent that.
 * Where an extension blocks telemetry, or the network is gone, that would be a line per second.
 */
export function pausingAfterFailure<T, E extends Exporter<T>>(exporter: E & Exporter<T>): E {
  const send = exporter.export.bind(exporter);
  let pausedUntil = 0;
  exporter.export = (items, done) => {
    if (Date.now() < pausedUntil) {
      done({ code: ExportResultCode.FAILED });
      return;
    }
    send(items, (result) => {
      if (result.code !== ExportResultCode.SUCCESS) pausedUntil = Date.now() + PAUSE_MS;
      done(result);
    });
  };
  return exporter;
}
