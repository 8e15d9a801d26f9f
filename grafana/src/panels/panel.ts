// What all panels have in common. Whatever a panel must have is a required option, so that none can
// lack a description, a unit or a text for "no data".
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import {
  type DashboardLink,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { type DataLink, dataLinks } from '../links.ts';
import type { Question } from '../queries.ts';

/** What every panel says about itself. */
export interface PanelOptions {
  /** The question that the panel answers, or the name of its value. */
  title: string;
  /** Tells a learner what the panel means and what to look for. */
  description: string;
  /** In columns; a row has 24. */
  width: number;
  /** In rows of 38 pixels. By default 8 for lines and tables, 4 for a single value. */
  height?: number;
  /** Shown instead of data when there is none: the likely reason, and what to do. */
  noValue?: string;
  /** Where to go on, in the head of the panel. */
  next?: DataLink[];
  queries: Question[];
}

/** Options of a panel that shows numbers. */
export interface NumbersOptions extends PanelOptions {
  /** One of Grafana's unit ids, such as reqps, percentunit or s. */
  unit: string;
  /** Each colour applies from its value upwards. The first is the base colour; its value is ignored. */
  thresholds?: [value: number, color: string][];
  decimals?: number;
}

/** The panel's queries, named A, B, C … as Grafana names them. */
const targets = (queries: Question[]): Builder<Dataquery>[] =>
  queries.map((question, index) => question.as(String.fromCharCode('A'.charCodeAt(0) + index)));

/**
 * The one store that all the queries go to: Grafana sends them to the panel's data source, whatever
 * the queries say.
 * @throws when there is no query, or when the queries name more than one store
 */
function source([first, ...others]: Question[]): DataSourceRef {
  if (!first || others.some((other) => other.source !== first.source)) {
    throw new Error('a panel needs at least one query, and all of them to one store');
  }
  return first.source;
}

/** The methods that the SDK's builders of all panel types share. */
interface PanelBuilder {
  title(title: string): this;
  description(description: string): this;
  unit(unit: string): this;
  span(columns: number): this;
  height(rows: number): this;
  datasource(source: DataSourceRef): this;
  targets(targets: Builder<Dataquery>[]): this;
  noValue(text: string): this;
  links(links: Builder<DashboardLink>[]): this;
}

/** Applies the options that every panel has; `height` and `noValue` are the defaults of its type. */
export const fill = <Panel extends PanelBuilder>(
  panel: Panel,
  options: PanelOptions & { unit: string },
  { height, noValue }: { height: number; noValue: string },
): Panel => {
  panel
    .title(options.title)
    .description(options.description)
    .unit(options.unit)
    .span(options.width)
    .height(options.height ?? height)
    .datasource(source(options.queries))
    .targets(targets(options.queries))
    .noValue(options.noValue ?? noValue);
  return options.next ? panel.links(dataLinks(options.next)) : panel;
};

/** The SDK's form of `NumbersOptions.thresholds`. */
export const thresholdSteps = (steps: [number, string][]) =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color], index) => ({ value: index === 0 ? null : value, color })));
