// Commands with which a person can ask a store what a check asked.

import { lab } from '../../stores/lab.ts';
import { frontDoor } from '../../stores/tempo.ts';

/** In single quotes, which protect braces and double quotes from the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

export const byHand = {
  trace: (traceId: string): string => `curl ${frontDoor}/${traceId}`,
  search: (traceql: string): string =>
    `curl -G ${lab.tempo}/api/search --data-urlencode ${quoted(`q=${traceql}`)}`,
  logs: (logql: string): string =>
    `curl -G ${lab.loki}/loki/api/v1/query_range --data-urlencode ${quoted(`query=${logql}`)}`,
  exemplars: (promql: string): string =>
    `curl -G ${lab.prometheus}/api/v1/query_exemplars --data-urlencode ${quoted(`query=${promql}`)} -d start=$(date -d -5min +%s) -d end=$(date +%s)`,
  metric: (promql: string): string =>
    `curl -G ${lab.prometheus}/api/v1/query --data-urlencode ${quoted(`query=${promql}`)}`,
};
