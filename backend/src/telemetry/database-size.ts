// The size of the SQLite file and its write-ahead log: a gauge that is read at each export.
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { metrics } from '@opentelemetry/api';
import { METRIC, SCOPE } from './names.ts';

/**
 * Measures both files at each export, in bytes. A missing file has no value, as with a database in
 * memory.
 * @param path of the SQLite file.
 */
export function observeDatabaseSize(path: string): void {
  metrics
    .getMeter(SCOPE)
    .createObservableGauge(METRIC.databaseSize.name, METRIC.databaseSize)
    .addCallback((result) => {
      for (const file of [path, `${path}-wal`]) {
        const stats = statSync(file, { throwIfNoEntry: false });
        if (stats) {
          result.observe(stats.size, { 'file.name': basename(file) });
        }
      }
    });
}
