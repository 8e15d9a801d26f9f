// The gate's queries, which count events in a window. Derived from the alert's queries, which give
// events per second.
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { riseOf } from '../../stores/prometheus.ts';
import { type Objective, overWindow, WINDOW } from './objectives.ts';

/** Placeholder for the window while a query is parsed: an unlikely duration. */
const PLACEHOLDER = '7777777s';

/** Is this multiplied by 0, as in "or 0 * total"? Then only its existence matters. */
export function timesZero(node: SyntaxNode, text: string): boolean {
  for (let outer = node.parent; outer !== null; outer = outer.parent) {
    const factor = outer.name === 'BinaryExpr' && outer.getChild('Mul') ? outer.firstChild : null;
    if (factor && text.slice(factor.from, factor.to) === '0') return true;
  }
  return false;
}

/** The expression that counts what a function over the window gives per second; undefined for others. */
function countOf(call: SyntaxNode, text: string, recordedEvery: number): string | undefined {
  const range = call.lastChild?.getChild('MatrixSelector');
  const selector = range?.getChild('VectorSelector');
  if (!range || !selector || !text.slice(range.from, range.to).endsWith(`[${PLACEHOLDER}]`)) {
    return undefined;
  }
  const series = text.slice(selector.from, selector.to);
  if (timesZero(call, text)) return `last_over_time(${series}[${WINDOW}])`;
  return {
    rate: riseOf(series, WINDOW),
    // A recorded rate, in events per second: each sample covers the time to the next one.
    avg_over_time: `(sum_over_time(${series}[${WINDOW}]) * ${recordedEvery})`,
  }[text.slice(call.from, range.from - 1)];
}

/** The query with each function over the window replaced by one that counts the same events. */
function counted(query: string, recordedEvery: number): string {
  const text = overWindow(query, PLACEHOLDER);
  let result = '';
  let end = 0;
  let subtracts = false;
  parser.parse(text).iterate({
    enter({ name, node }) {
      subtracts ||= name === 'Sub';
      const count = name === 'FunctionCall' ? countOf(node, text, recordedEvery) : undefined;
      if (count !== undefined) {
        result += text.slice(end, node.from) + count;
        end = node.to;
      }
    },
  });
  result += text.slice(end);
  if (result.includes(PLACEHOLDER)) {
    throw new Error(`events can be counted in rate() and avg_over_time() alone: ${query}`);
  }
  // Below 0 when only one of two subtracted counters has restarted.
  return subtracts ? `clamp_min(${result}, 0)` : result;
}

/**
 * PromQL with {{.window}} that counts the bad events and all events of an objective, each as one number.
 * Without series there are 0 events, and no answer about bad ones.
 * @param recordedEvery seconds between the samples of a recorded rate
 * @throws {Error} when a query uses the window other than in rate() or avg_over_time() of a series
 */
export const eventQueries = ({ error_query, total_query }: Objective, recordedEvery: number) => ({
  bad_events_query: counted(error_query, recordedEvery),
  events_query: `${counted(total_query, recordedEvery)} or vector(0)`,
});
