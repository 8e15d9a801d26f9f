// Single values in large figures.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { fill, type NumbersOptions, type PanelOptions, thresholdSteps } from './panel.ts';

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
  const { mappings = [], column } = options;
  const panel = fill(new StatBuilder(), options, { height: 4, noValue: 'none' })
    .mappings(mappings)
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

/**
 * A value made of events in the time range, by `counted` in promql.ts. The step it counts by is that
 * of the panel: a fine one, so that the last event shows within seconds, whatever the panel's width.
 */
export const eventStat = (options: StatOptions): StatBuilder => stat(options).maxDataPoints(10_000);

/** A tile per series, green where it is 1 and red where it is 0. */
export const upOrDown = (options: PanelOptions): StatBuilder =>
  stat({
    ...options,
    unit: 'none',
    background: true,
    thresholds: [
      [0, 'red'],
      [1, 'green'],
    ],
    mappings: [
      {
        type: MappingType.ValueToText,
        options: { '1': { text: 'up', color: 'green' }, '0': { text: 'down', color: 'red' } },
      },
    ],
  });
