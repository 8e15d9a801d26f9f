// Single values in large figures.
import * as common from '@grafana/grafana-foundation-sdk/common';
import type { ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { type NumbersOptions, source, targets, thresholdSteps } from './panel.ts';

/** A single value, or a few beside each other. */
export interface StatOptions extends NumbersOptions {
  mappings?: ValueMapping[];
  /** The column that is shown, where the answer is a table. */
  column?: string;
  /** Also colour the whole tile; for yes and no. */
  background?: boolean;
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
