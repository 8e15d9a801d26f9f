// Tells whether the last process ended cleanly: one that was killed took what it had not yet exported
// with it.
import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { metrics } from '@opentelemetry/api';
import type { Logger } from 'pino';
import { lastExport } from './last-export.ts';
import { ATTRIBUTE, LOG, METRIC, SCOPE } from './names.ts';

const LOOK_MS = 1000;

/**
 * Keeps a file beside the database while the process runs; the file's time is that of the last export,
 * give or take a second. Logs and counts it when such a file is there already.
 * @param databasePath absolute path of the SQLite file.
 * @returns what a clean end has to call.
 */
export function watchEnd(databasePath: string, logger: Logger): () => void {
  const file = `${databasePath}.running`;
  const left = statSync(file, { throwIfNoEntry: false });
  if (left) logger.warn({ [ATTRIBUTE.lastExport]: left.mtime.toISOString() }, LOG.notClean);
  metrics
    .getMeter(SCOPE)
    .createCounter(METRIC.uncleanEnds.name, METRIC.uncleanEnds)
    .add(left ? 1 : 0);
  writeFileSync(file, '');
  let known = 0;
  const timer = setInterval(() => {
    if (lastExport() === known) return;
    known = lastExport();
    utimesSync(file, new Date(known), new Date(known));
  }, LOOK_MS).unref();
  return () => {
    clearInterval(timer);
    rmSync(file, { force: true });
  };
}
