// The panel shapes of all dashboards. What a panel must have is a parameter here, so that none
// can be without a description or a unit.
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import * as common from '@grafana/grafana-foundation-sdk/common';
import {
  type DataSourceRef,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  TooltipDisplayMode,
  VisibilityMode,
} from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

const PROMETHEUS: DataSourceRef = { type: 'prometheus', uid: 'prometheus' };

/** One PromQL query and the name of its lines in the legend. */
export interface Query {
  expr: string;
  legend: string;
  /** Also ask for exemplars: dots that lead to a trace. */
  exemplar?: boolean;
}

/** Everything that a panel of lines over time must say about itself. */
export interface LinesOptions {
  /** A question, or the quantity that is shown. */
  title: string;
  /** For a learner: what it means, and what to look for. */
  description: string;
  /** A unit id of Grafana: reqps, percentunit, s … */
  unit: string;
  /** Of 24 columns. */
  width: number;
  queries: Query[];
}

const target = ({ expr, legend, exemplar = false }: Query, index: number): DataqueryBuilder =>
  new DataqueryBuilder()
    .refId(String.fromCharCode('A'.charCodeAt(0) + index))
    .datasource(PROMETHEUS)
    .expr(expr)
    .legendFormat(legend)
    .exemplar(exemplar)
    .range();

/** A panel of lines over time, from zero upwards. */
export function lines({ title, description, unit, width, queries }: LinesOptions): PanelBuilder {
  const targets: Builder<Dataquery>[] = queries.map(target);
  return new PanelBuilder()
    .title(title)
    .description(description)
    .unit(unit)
    .min(0)
    .span(width)
    .height(9)
    .datasource(PROMETHEUS)
    .targets(targets)
    .lineWidth(2)
    .fillOpacity(8)
    .showPoints(VisibilityMode.Auto)
    .noValue('No requests in this time range. Add a task in the app.')
    .legend(
      new common.VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(
      new common.VizTooltipOptionsBuilder()
        .mode(TooltipDisplayMode.Multi)
        .sort(SortOrder.Descending),
    );
}
