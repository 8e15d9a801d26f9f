// The three stores as data sources, and the kinds of queries that panels send them.
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder as LogQlBuilder } from '@grafana/grafana-foundation-sdk/loki';
import {
  DataqueryBuilder as PromQlBuilder,
  PromQueryFormat,
} from '@grafana/grafana-foundation-sdk/prometheus';
import {
  SearchTableType,
  DataqueryBuilder as TraceQlBuilder,
} from '@grafana/grafana-foundation-sdk/tempo';
import { DATA_SOURCES } from '../../stores/grafana-links.ts';

export const { prometheus: PROMETHEUS, loki: LOKI, tempo: TEMPO } = DATA_SOURCES;

/** A query to one store. */
export interface Question {
  source: DataSourceRef;
  /** The SDK's form of it; `refId` is its name in the panel: A, B, C … */
  as(refId: string): Builder<Dataquery>;
}

/** Options of a PromQL query over time. */
export interface PromQlOptions {
  /** Also asks for exemplars, the diamonds that lead to a trace. */
  exemplar?: boolean;
  /** For series that Prometheus scrapes every 15 s; the app sends at least every 5 s. $__rate_interval depends on it. */
  scraped?: boolean;
}

/** The options for series of the collector and the stores. */
export const scraped: PromQlOptions = { scraped: true };

const promQlBuilder = (refId: string, expr: string) =>
  new PromQlBuilder().refId(refId).datasource(PROMETHEUS).expr(expr);

/** Values over time. `legend` names each line; {{label}} in it stands for the label's value. */
export const promQl = (expr: string, legend: string, options: PromQlOptions = {}): Question => ({
  source: PROMETHEUS,
  as(refId) {
    const query = promQlBuilder(refId, expr).legendFormat(legend).range();
    if (options.scraped) query.interval('15s');
    return query.exemplar(options.exemplar ?? false);
  },
});

/** The buckets of a classic histogram over time, for a heatmap, with exemplars. */
export const promQlBuckets = (expr: string): Question => ({
  source: PROMETHEUS,
  as: (refId) =>
    promQlBuilder(refId, expr)
      .legendFormat('{{le}}')
      .format(PromQueryFormat.Heatmap)
      .range()
      .exemplar(true),
});

/** One value per series, at the end of the time range. */
export const promQlNow = (expr: string, legend: string): Question => ({
  source: PROMETHEUS,
  as: (refId) => promQlBuilder(refId, expr).legendFormat(legend).instant(),
});

/** The same as a table: a row per series, a column per label. */
export const promQlTable = (expr: string): Question => ({
  source: PROMETHEUS,
  as: (refId) => promQlBuilder(refId, expr).instant().format(PromQueryFormat.Table),
});

const logQlBuilder = (refId: string, expr: string) =>
  new LogQlBuilder().refId(refId).datasource(LOKI).expr(expr);

/** Log lines, the newest first; at most `maxLines`. */
export const logQl = (expr: string, maxLines = 100): Question => ({
  source: LOKI,
  as: (refId) => logQlBuilder(refId, expr).queryType('range').maxLines(maxLines),
});

/** Values over time, computed from log lines. */
export const logQlMetric = (expr: string, legend: string): Question => ({
  source: LOKI,
  as: (refId) => logQlBuilder(refId, expr).queryType('range').legendFormat(legend),
});

/** The traces that match, or with `table` Spans the spans that match; at most `limit` of either. */
export const traceQl = (query: string, table = SearchTableType.Traces, limit = 20): Question => ({
  source: TEMPO,
  as: (refId) =>
    new TraceQlBuilder()
      .refId(refId)
      .datasource(TEMPO)
      .queryType('traceql')
      .query(query)
      .limit(limit)
      .tableType(table),
});
