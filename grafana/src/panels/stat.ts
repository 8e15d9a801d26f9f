// Stat panels: single values in large figures.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { MappingType, type ValueMapping } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { fill, type NumbersOptions, type PanelOptions, thresholdSteps } from './panel.ts';

/** Options of a stat panel. */
export interface StatOptions extends NumbersOptions {
  mappings?: ValueMapping[];
  /** The column to show when the answer is a table. */
  column?: string;
  /** Colours the whole tile, for a yes or no. */
  background?: boolean;
}

/** One value in large figures; several queries or series get a tile each. */
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
 * A value made from events in the time range, for queries with `counted` of promql.ts. These count in
 * steps of $__interval, which is shorter the more points a panel asks for: with this many, the newest
 * event shows within seconds.
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
