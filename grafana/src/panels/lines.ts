// Lines over time, with exemplars, objectives and ways to traces and logs.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type DataLink, dataLinks } from '../links.ts';
import { type NumbersOptions, source, targets, thresholdSteps } from './panel.ts';

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
