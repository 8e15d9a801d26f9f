// Rows and columns: of numbers, of traces and of spans.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { fill, type NumbersOptions, type PanelOptions } from './panel.ts';

/** In a row that lacks this column. Without it the cell says what the empty table says. */
const EMPTY_CELL = { id: 'noValue', value: '–' };

/** Rows and columns, one per label; for PromQL that is asked as a table. */
export function table(options: NumbersOptions & { hide?: string[] }): TableBuilder {
  const { hide = [] } = options;
  // Of no use: all rows have the same time.
  const excludeByName = Object.fromEntries(['Time', ...hide].map((column) => [column, true]));
  const panel = fill(new TableBuilder(), options, { height: 8, noValue: 'none' });
  return panel
    .overrideByRegexp('.*', [EMPTY_CELL])
    .withTransformation({ id: 'organize', options: { excludeByName } });
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
  const { sortBy = 'Duration', hide = [] } = options;
  const panel = fill(
    new TableBuilder(),
    { ...options, unit: 'ns' },
    { height: 8, noValue: 'No such trace in this time range.' },
  ).sortBy([new common.TableSortByFieldStateBuilder().displayName(sortBy).desc(true)]);
  // A trace whose root has not come (yet) has none of them.
  panel.overrideByRegexp('.*(Name|Service)', [EMPTY_CELL]);
  for (const column of hide) panel.overrideByName(column, [{ id: 'custom.hidden', value: true }]);
  for (const [column, pixels] of Object.entries(options.widths ?? {})) {
    panel.overrideByName(column, [{ id: 'custom.width', value: pixels }]);
  }
  return panel;
}
