// Tables of numbers, of counts, of traces and of spans.
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  MappingType,
  SpecialValueMatch,
  type ValueMapping,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { fill, type NumbersOptions, type PanelOptions, thresholdSteps } from './panel.ts';

/** Shown in a cell without a value. By default Grafana shows the text of the empty table there. */
const EMPTY_CELL = { id: 'noValue', value: '–' };

/** Every row has the same time, so the column tells nothing. */
const without = (columns: string[]) =>
  Object.fromEntries(['Time', ...columns].map((column) => [column, true]));

/** A table with a row per series and a column per label, for the queries of promQlTable. */
export function table(options: NumbersOptions & { hide?: string[] }): TableBuilder {
  const { hide = [] } = options;
  const panel = fill(new TableBuilder(), options, { height: 8, noValue: 'none' });
  return panel
    .overrideByRegexp('.*', [EMPTY_CELL])
    .withTransformation({ id: 'organize', options: { excludeByName: without(hide) } });
}

/** Options of a table of counts. */
export interface CountsOptions extends PanelOptions {
  /** The labels to show, in order. */
  labels: string[];
  /** The heads of the columns with the numbers, one for each query. */
  columns: string[];
}

/** Shows NaN, the number of what nobody can tell, as a word. */
const UNKNOWN: ValueMapping = {
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.NotANumber, result: { text: 'unknown', color: 'orange' } },
};

/** A row may have a number in one column only: in the other nothing of its kind happened. */
const NOTHING: ValueMapping = {
  type: MappingType.SpecialValue,
  options: { match: SpecialValueMatch.Null, result: { text: '0', color: 'green' } },
};

/**
 * How often something bad happened, a row per series: 0 is green, more is red, and NaN is unknown. The
 * queries are of promQlTable, and their series have the same labels.
 */
export function counts({ labels, columns, ...options }: CountsOptions): TableBuilder {
  const heads = columns.map((head, index) => [`Value #${String.fromCharCode(65 + index)}`, head]);
  const panel = fill(new TableBuilder(), { ...options, unit: 'short' }, { height: 8, noValue: '' })
    .overrideByRegexp('.*', [EMPTY_CELL, { id: 'custom.minWidth', value: 60 }])
    .thresholds(
      thresholdSteps([
        [0, 'green'],
        [1, 'red'],
      ]),
    )
    .decimals(0)
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: without([]),
        indexByName: Object.fromEntries(labels.map((label, index) => [label, index])),
        renameByName: Object.fromEntries(heads),
      },
    });
  for (const column of columns) {
    panel.overrideByName(column, [
      { id: 'custom.cellOptions', value: { type: 'color-text' } },
      { id: 'custom.width', value: 85 },
      { id: 'mappings', value: [UNKNOWN, NOTHING] },
    ]);
  }
  return panel;
}

/** Options of a table of traces or spans. */
export interface TracesOptions extends PanelOptions {
  /** The column to sort by, largest value first; default: Duration. */
  sortBy?: string;
  /** Columns that are not worth their room in this table. */
  hide?: string[];
  /** Width in pixels, by column. */
  widths?: Record<string, number>;
}

/** A table of what a TraceQL query finds, the longest first; the id links to the trace. */
export function traces(options: TracesOptions): TableBuilder {
  const { sortBy = 'Duration', hide = [] } = options;
  const panel = fill(
    new TableBuilder(),
    { ...options, unit: 'ns' },
    { height: 8, noValue: 'No such trace in this time range.' },
  ).sortBy([new common.TableSortByFieldStateBuilder().displayName(sortBy).desc(true)]);
  // Tempo has no name for a trace whose root span has not arrived.
  panel.overrideByRegexp('.*(Name|Service)', [EMPTY_CELL]);
  for (const column of hide) panel.overrideByName(column, [{ id: 'custom.hidden', value: true }]);
  for (const [column, pixels] of Object.entries(options.widths ?? {})) {
    panel.overrideByName(column, [{ id: 'custom.width', value: pixels }]);
  }
  return panel;
}
