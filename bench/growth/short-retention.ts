// How short the stores can be told to keep things.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from '../work-folder.ts';

export const PERIODS = {
  tempo: '1m',
  /** Loki refuses less. */
  loki: '24h',
  /** The age of the log line that must go. */
  lineHours: 30,
  time: '5m',
  size: '20MB',
};

const CONFIGURATION = new URL('../../prometheus/prometheus.yaml', import.meta.url);
const RETENTION = /^( +)retention: \{.*\}$/m;

/**
 * Prometheus' configuration with its retention shortened.
 * @throws {Error} when it has none in the form that we look for.
 */
export function shortened(configuration: string): string {
  if (!RETENTION.test(configuration))
    throw new Error('prometheus.yaml has no line "retention: {…}"');
  const { time, size } = PERIODS;
  return configuration.replace(RETENTION, `$1retention: { time: ${time}, size: ${size} }`);
}

/** Sets the variables of docker-compose.yml and retention.yml. */
export function shortenRetention(): void {
  const file = join(workFolder(), 'prometheus.yaml');
  // Prometheus is another user.
  writeFileSync(file, shortened(readFileSync(CONFIGURATION, 'utf8')), { mode: 0o644 });
  process.env.SHORT_RETENTION_CONFIGURATION = file;
  process.env.TEMPO_RETENTION = PERIODS.tempo;
  process.env.LOKI_RETENTION = PERIODS.loki;
}
