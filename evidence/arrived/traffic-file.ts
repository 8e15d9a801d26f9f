// The file reports/traffic.json, which the stage `traffic` writes for the stages after it.
import { root } from '../../stores/lab.ts';
import { CannotTell } from '../command/command.ts';
import { readJson } from '../command/files.ts';

export const TRAFFIC_FILE = `${root}/reports/traffic.json`;

/** The part that later stages need. */
export interface SentTraffic {
  answered: number;
  /** Start and end, seconds since 1970. */
  began: number;
  ended: number;
  /** How many were sent, by kind of the mix. */
  by_kind: Record<string, { sent: number }>;
}

/** @throws {CannotTell} when there is no such file yet. */
export function readTraffic(): SentTraffic {
  const content = readJson(TRAFFIC_FILE) as SentTraffic | undefined;
  if (!content) throw new CannotTell('nothing was sent yet: scripts/pipeline.sh traffic');
  return content;
}
