// traffic-file.ts: reports/traffic.json, which the stage `traffic` writes for the stages after it.
import { root } from '../../stores/lab.ts';
import { CannotTell } from '../command/command.ts';
import { readJson } from '../command/files.ts';

export const TRAFFIC_FILE = `${root}/reports/traffic.json`;

/** What the stages after `traffic` need of it. */
export interface SentTraffic {
  answered: number;
  /** When it began and ended, seconds since 1970. */
  began: number;
  ended: number;
  /** By kind of the mix: how many were sent. */
  by_kind: Record<string, { sent: number }>;
}

/** @throws CannotTell when nothing was sent yet. */
export function readTraffic(): SentTraffic {
  const content = readJson(TRAFFIC_FILE) as SentTraffic | undefined;
  if (!content) throw new CannotTell('nothing was sent yet: scripts/pipeline.sh traffic');
  return content;
}
