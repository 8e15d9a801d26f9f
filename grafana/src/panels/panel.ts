// What all panels of the dashboards have in common. What a panel must have is a parameter here, so
// that none can be without a description, a unit or a word for "no data".
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { ThresholdsConfigBuilder, ThresholdsMode } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Question } from '../queries.ts';

/** What every panel says about itself. */
export interface PanelOptions {
  /** A question, or the fact that is shown. */
  title: string;
  /** For a learner: what it means, and what to look for. */
  description: string;
  /** Of 24 columns. */
  width: number;
  /** In rows of 38 pixels; lines and tables are 8, a single value is 4. */
  height?: number;
  /** Said when there is nothing to show: why that may be, and what to do. */
  noValue?: string;
  queries: Question[];
}

/** A panel with numbers. */
export interface NumbersOptions extends PanelOptions {
  /** A unit id of Grafana: reqps, percentunit, s … */
  unit: string;
  /** Colours from these values on, the first one's value is ignored. */
  thresholds?: [value: number, color: string][];
  decimals?: number;
}

/** The questions, numbered A, B, C … as Grafana does. */
export const targets = (queries: Question[]): Builder<Dataquery>[] =>
  queries.map((question, index) => question.as(String.fromCharCode('A'.charCodeAt(0) + index)));

/**
 * The store that all of them are asked of: Grafana asks the panel's, whatever its queries say.
 * Throws an Error where they are of several stores, or none.
 */
export function source([first, ...others]: Question[]): DataSourceRef {
  if (!first || others.some((other) => other.source !== first.source)) {
    throw new Error('a panel needs at least one query, and all of them to one store');
  }
  return first.source;
}

/** Colours from these values on. */
export const thresholdSteps = (steps: [number, string][]) =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color], index) => ({ value: index === 0 ? null : value, color })));
