// Time series panels, with exemplars, objectives, and links to traces and logs.
import * as common from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { type DataLink, dataLinks } from '../links.ts';
import { fill, type NumbersOptions, thresholdSteps } from './panel.ts';

/** Options of a time series panel. */
export interface LinesOptions extends NumbersOptions {
  /** Offered when somebody clicks a line, such as its logs and traces. */
  links?: DataLink[];
  /** Lets the axis begin where the values do, which may be below 0. */
  negative?: boolean;
  /** Draws the thresholds as lines. */
  objective?: boolean;
  max?: number;
  /** Draws points instead of lines, for rare values such as one per page view. */
  points?: boolean;
  /** Colour by legend name, where the colour has a meaning. */
  colors?: Record<string, string>;
}

const NO_REQUESTS = 'No requests in this time range. Add a task in the app.';

/** A wide panel has room for numbers beside the lines. In others the tooltip shows the values. */
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

/** A time series panel whose axis begins at 0. */
export function lines(options: LinesOptions): TimeSeriesBuilder {
  const { width, thresholds, links = [] } = options;
  const panel = fill(new TimeSeriesBuilder(), options, { height: 8, noValue: NO_REQUESTS })
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(options.points ? common.VisibilityMode.Always : common.VisibilityMode.Auto)
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
