// The panel shapes of all dashboards. What a panel must have is a parameter here, so that none
// can be without a description, a unit or a word for "no data".
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as LogsBuilder } from '@grafana/grafana-foundation-sdk/logs';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TextBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type DataLink, dataLinks } from './links.ts';
import type { Question } from './queries.ts';

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

/** A single value, or a few beside each other. */
export interface StatOptions extends NumbersOptions {
  mappings?: ValueMapping[];
  /** The column that is shown, where the answer is a table. */
  column?: string;
  /** Also colour the whole tile; for yes and no. */
  background?: boolean;
}

/** Lines over time. */
export interface LinesOptions extends NumbersOptions {
  /** From a clicked line to its logs, traces … */
  links?: DataLink[];
  /** Values below zero mean something, so the axis does not begin there. */
  negative?: boolean;
  /** Draws the last threshold as a line. */
  objective?: boolean;
  max?: number;
  /** Points where values are rare, such as one per page view. */
  points?: boolean;
  /** Legend name -> colour, where a colour has a meaning. */
  colors?: Record<string, string>;
}

const NO_REQUESTS = 'No requests in this time range. Add a task in the app.';

const targets = (queries: Question[]): Builder<Dataquery>[] =>
  queries.map((question, index) => question.as(String.fromCharCode('A'.charCodeAt(0) + index)));

// Grafana asks the panel's source, whatever its queries say; so all queries of a panel share one.
function source([first, ...others]: Question[]): common.DataSourceRef {
  if (!first || others.some((other) => other.source !== first.source)) {
    throw new Error('a panel needs at least one query, and all of them to one store');
  }
  return first.source;
}

const thresholdSteps = (steps: [number, string][]) =>
  new ThresholdsConfigBuilder()
    .mode(ThresholdsMode.Absolute)
    .steps(steps.map(([value, color], index) => ({ value: index === 0 ? null : value, color })));

/** Beside the lines where there is room for numbers, else names alone: the tooltip has the values. */
const legend = (width: number) =>
  width === 24
    ? new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.Table)
        .placement(common.LegendPlacement.Right)
        .showLegend(true)
        .calcs(['lastNotNull', 'max'])
    : new common.VizLegendOptionsBuilder()
        .displayMode(common.LegendDisplayMode.List)
        .placement(common.LegendPlacement.Bottom)
        .showLegend(true)
        .calcs([]);

/** Lines over time, from zero upwards. */
export function lines(options: LinesOptions): TimeSeriesBuilder {
  const { title, description, unit, width, height = 8, queries, thresholds, links = [] } = options;
  const panel = new TimeSeriesBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .span(width)
    .height(height)
    .datasource(source(queries))
    .targets(targets(queries))
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(options.points ? common.VisibilityMode.Always : common.VisibilityMode.Auto)
    .noValue(options.noValue ?? NO_REQUESTS)
    .dataLinks(dataLinks(links))
    .legend(legend(width))
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(common.TooltipDisplayMode.Multi)
        .sort(common.SortOrder.Descending),
    );
  if (options.points) panel.drawStyle(common.GraphDrawStyle.Points).pointSize(6);
  if (!options.negative) panel.min(0);
  if (options.max !== undefined) panel.max(options.max);
  if (options.decimals !== undefined) panel.decimals(options.decimals);
  if (thresholds) panel.thresholds(thresholdSteps(thresholds));
  for (const [name, fixedColor] of Object.entries(options.colors ?? {})) {
    panel.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
  }
  if (options.objective) {
    panel.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Line),
    );
  }
  return panel;
}

/** One value in large figures; more than one query or series gives one tile each. */
export function stat(options: StatOptions): StatBuilder {
  const { title, description, unit, width, height = 4, queries, mappings = [], column } = options;
  const panel = new StatBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .span(width)
    .height(height)
    .datasource(source(queries))
    .targets(targets(queries))
    .mappings(mappings)
    .noValue(options.noValue ?? 'none')
    .thresholds(thresholdSteps(options.thresholds ?? [[0, 'blue']]))
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(
      options.background ? common.BigValueColorMode.Background : common.BigValueColorMode.Value,
    )
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false));
  if (options.decimals !== undefined) panel.decimals(options.decimals);
  if (column) {
    panel
      .withTransformation({ id: 'filterFieldsByName', options: { include: { names: [column] } } })
      .withTransformation({
        id: 'convertFieldType',
        options: { conversions: [{ targetField: column, destinationType: 'number' }] },
      });
  }
  return panel;
}

/** Rows and columns, one per label; for PromQL that is asked as a table. */
export function table(options: NumbersOptions & { hide?: string[] }): TableBuilder {
  const { title, description, unit, width, height = 8, queries, hide = [] } = options;
  // All rows are of the same moment.
  const excludeByName = Object.fromEntries(['Time', ...hide].map((column) => [column, true]));
  return (
    new TableBuilder()
      .title(title)
      .description(description)
      .unit(unit)
      .span(width)
      .height(height)
      .datasource(source(queries))
      .targets(targets(queries))
      // All rows are of the same moment.
      .withTransformation({ id: 'organize', options: { excludeByName } })
      .noValue(options.noValue ?? 'none')
  );
}

/** Traces or spans that a TraceQL query finds. */
export interface TracesOptions extends PanelOptions {
  /** The column by which the largest come first; default: Duration. */
  sortBy?: string;
  /** Columns that only take room here. */
  hide?: string[];
  /** Column -> width in pixels. */
  widths?: Record<string, number>;
}

/** Traces or spans, the longest first; the id opens the trace. */
export function traces(options: TracesOptions): TableBuilder {
  const {
    title,
    description,
    width,
    height = 8,
    queries,
    sortBy = 'Duration',
    hide = [],
  } = options;
  const panel = new TableBuilder()
    .title(title)
    .description(description)
    .unit('ns')
    .span(width)
    .height(height)
    .datasource(source(queries))
    .targets(targets(queries))
    .noValue(options.noValue ?? 'No such trace in this time range.')
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(sortBy).desc(true)]);
  // Else a trace whose root is not there (yet) would say in its row what the empty table says.
  panel.overrideByRegexp('.*(Name|Service)', [{ id: 'noValue', value: '–' }]);
  for (const column of hide) panel.overrideByName(column, [{ id: 'custom.hidden', value: true }]);
  for (const [column, pixels] of Object.entries(options.widths ?? {})) {
    panel.overrideByName(column, [{ id: 'custom.width', value: pixels }]);
  }
  return panel;
}

/** Log lines, the newest first; an opened line shows its fields and "Open trace". */
export function logs(options: PanelOptions): LogsBuilder {
  const { title, description, width, height = 8, queries } = options;
  return new LogsBuilder()
    .title(title)
    .description(description)
    .unit('none')
    .span(width)
    .height(height)
    .datasource(source(queries))
    .targets(targets(queries))
    .noValue(options.noValue ?? 'No such line in this time range.')
    .showTime(true)
    .wrapLogMessage(true)
    .enableLogDetails(true)
    .sortOrder(common.LogsSortOrder.Descending);
}

/** Words, in Markdown. */
export const text = (
  title: string,
  description: string,
  width: number,
  height: number,
  content: string,
) =>
  new TextBuilder()
    .title(title)
    .description(description)
    .span(width)
    .height(height)
    .mode(TextMode.Markdown)
    .content(content);
