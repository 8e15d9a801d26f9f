// Keeps telemetry.ts from sending again and again without a receiver.
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';

interface Exporter<T> {
  export(items: T[], done: (result: ExportResult) => void): void;
}

const PAUSE_MS = 60_000;

/**
 * Makes `exporter` drop everything for a minute after a failure, and returns it.
 *
 * Browsers print a console line for each failed request, which code cannot prevent. When an extension
 * blocks telemetry or the network is down, that would be a line per second.
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
