// The type of a dashboard's JSON in Grafana 13, from @grafana/schema. grafana-13.test.ts uses it.
import type * as schema from '@grafana/schema';
import type * as heatmap from '@grafana/schema/dist/esm/raw/composable/heatmap/panelcfg/x/HeatmapPanelCfg_types.gen';
import type * as logs from '@grafana/schema/dist/esm/raw/composable/logs/panelcfg/x/LogsPanelCfg_types.gen';
import type { LokiDataQuery } from '@grafana/schema/dist/esm/raw/composable/loki/dataquery/x/LokiDataQuery_types.gen';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { TempoQuery } from '@grafana/schema/dist/esm/raw/composable/tempo/dataquery/x/TempoDataQuery_types.gen';
import type * as text from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/** The JSON form of a type: an enum's value is a plain string or number. */
type Json<T> = T extends string
  ? `${T}`
  : T extends number
    ? T | (`${T}` extends `${infer N extends number}` ? N : never)
    : T extends object
      ? { [Key in keyof T]: Json<T[Key]> }
      : T;

/** The package has no types for Prometheus' queries; these are the fields that we use. */
interface PromQuery extends schema.DataQuery {
  expr: string;
  legendFormat?: string;
  instant?: boolean;
  range?: boolean;
  exemplar?: boolean;
  format?: 'table' | 'time_series' | 'heatmap';
  interval?: string;
}

/** A panel of one type. Options may be left out, since Grafana has defaults. */
type Panel<Type extends string, Options, Custom = object> = Omit<
  schema.Panel<Options, Custom>,
  'type' | 'options' | 'fieldConfig' | 'targets'
> & {
  type: Type;
  options: Partial<Options>;
  fieldConfig?: schema.FieldConfigSource<Partial<Custom>>;
  targets?: (PromQuery | LokiDataQuery | Partial<TempoQuery>)[];
};

/** The old form of an annotation's query, which Grafana 13 still takes. */
interface AnnotationQuery extends schema.AnnotationQuery {
  expr: string;
  step?: string;
  titleFormat: string;
  textFormat?: string;
  tagKeys?: string;
}

// Grafana knows `definition`, though its types do not. The others are defaults of the Foundation SDK,
// which Grafana 13 ignores.
type Variable = schema.VariableModel & {
  definition?: string;
  auto?: false;
  auto_min?: string;
  auto_count?: number;
};
type TableOptions = table.Options & { footer?: object };

/** A dashboard of the lab. */
export type Dashboard = Json<
  Omit<schema.Dashboard, 'panels' | 'annotations' | 'templating'> & {
    templating?: { list?: Variable[] };
    annotations: { list: AnnotationQuery[] };
    panels: (
      | Panel<'stat', stat.Options>
      | Panel<'table', TableOptions, table.FieldConfig>
      | Panel<'timeseries', timeseries.Options, timeseries.FieldConfig>
      | Panel<'heatmap', heatmap.Options, heatmap.FieldConfig>
      | Panel<'logs', logs.Options>
      | Panel<'text', text.Options>
    )[];
  }
>;
