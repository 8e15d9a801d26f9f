// The parts of a report, as in report.json. Parts that could not be queried are null, and the page
// says so.

import type { FoundTrace } from '../../stores/tempo.ts';
import { readJson } from '../command/files.ts';
import type { Completeness } from '../complete/result.ts';
import type { GateResult } from '../gate/gate.ts';
import type { Container } from './containers.ts';
import type { Freshness } from './freshness.ts';
import type { Series, Window } from './ranges.ts';

/** What one thing was and is. */
export interface Row {
  what: string;
  before: string;
  now: string;
  difference: string;
  verdict: 'same' | 'worse' | 'better' | 'cannot be told';
  why: string;
}

/** A report beside an earlier one. */
export interface Comparison {
  /** End of the earlier one's window, seconds since 1970. */
  earlier: number;
  /** How the verdicts are made, in words. */
  method: string;
  rows: Row[];
}

export interface Report extends Window {
  /** Compose's project name. */
  project: string;
  commit: string | null;
  /** As given, such as 10m. */
  window: string;
  grafana_url: string;
  objectives: GateResult | null;
  ranges: Series[];
  slowest: FoundTrace[] | null;
  failed: FoundTrace[] | null;
  completeness: Completeness | null;
  freshness: Freshness[] | null;
  containers: Container[] | null;
  compared: Comparison | null;
}

/** The report in a file; undefined when it holds none. */
export function readReport(file: string): Report | undefined {
  const content = readJson(file) as Report | undefined;
  return Array.isArray(content?.ranges) && typeof content.until === 'number' ? content : undefined;
}
