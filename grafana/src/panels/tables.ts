// Rows and columns: of numbers, of traces and of spans.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { type NumbersOptions, type PanelOptions, source, targets } from './panel.ts';

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
