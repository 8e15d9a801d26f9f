// How values are distributed over time: a column per moment, a cell per bucket of a histogram.
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  CellValuesBuilder,
  PanelBuilder as HeatmapBuilder,
  HeatmapColorMode,
  HeatmapColorOptionsBuilder,
  HeatmapTooltipBuilder,
  YAxisConfigBuilder,
} from '@grafana/grafana-foundation-sdk/heatmap';
import { type DataLink, dataLinks } from '../links.ts';
import { fill, type PanelOptions } from './panel.ts';

/** Options of a heatmap. */
export interface HeatmapOptions extends PanelOptions {
  /** Unit of the axis: what the buckets measure. */
  unit: string;
  /** Unit of a cell: how many fell into the bucket. */
  cellUnit: string;
  /** Offered when somebody clicks a cell, by the upper bound of its bucket (the label le). */
  links?: Record<string, DataLink>;
}

/** A heatmap of the buckets that a query of promQlBuckets answers with. */
export function heatmap(options: HeatmapOptions): HeatmapBuilder {
  const panel = fill(new HeatmapBuilder(), options, {
    height: 9,
    noValue: 'No requests in this time range. Add a task in the app.',
  })
    .yAxis(new YAxisConfigBuilder().unit(options.unit))
    .cellValues(new CellValuesBuilder().unit(options.cellUnit).decimals(1))
    // Rare slow ones must be seen beside many quick ones, so the colour grows with the root.
    .color(
      new HeatmapColorOptionsBuilder()
        .mode(HeatmapColorMode.Scheme)
        .scheme('Oranges')
        .exponent(0.5)
        .steps(64),
    )
    .tooltip(new HeatmapTooltipBuilder().mode(common.TooltipDisplayMode.Single).yHistogram(true));
  for (const [bound, link] of Object.entries(options.links ?? {})) {
    const value = dataLinks([link]).map((builder) => builder.build());
    panel.overrideByName(bound, [{ id: 'links', value }]);
  }
  return panel;
}
