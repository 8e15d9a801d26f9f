// Questions about a query that the grammar of its language answers.
import { parser as logQl } from '@grafana/lezer-logql';
import { parser as traceQl } from '@grafana/lezer-traceql';
import type { Tree } from '@lezer/common';
import { parser as promQl } from '@prometheus-io/lezer-promql';
import type { Language } from './asked-queries.ts';

const PARSERS = { promql: promQl, logql: logQl, traceql: traceQl };

/** Texts of all nodes with this name, in order. */
function textsOf(tree: Tree, query: string, name: string): string[] {
  const texts: string[] = [];
  tree.iterate({
    enter(node) {
      if (node.name === name) texts.push(query.slice(node.from, node.to));
    },
  });
  return texts;
}

/** The text around each syntax error; empty if the query is well formed. */
export function mistakes(language: Language, query: string): string[] {
  const found: string[] = [];
  PARSERS[language].parse(query).iterate({
    enter(node) {
      if (node.type.isError) found.push(query.slice(Math.max(0, node.from - 20), node.to + 20));
    },
  });
  return found;
}

/** Metrics that a PromQL query reads. */
export const metricsOf = (query: string): string[] =>
  textsOf(promQl.parse(query), query, 'VectorSelector')
    .map((selector) => /^[\w:]*/.exec(selector)?.[0] ?? '')
    .filter((name) => name !== '');

/** The PromQL query with one more matcher, such as a="b", in each selector. */
export function withMatcher(query: string, matcher: string): string {
  const places: number[] = [];
  promQl.parse(query).iterate({
    enter(node) {
      if (node.name === 'VectorSelector') places.push(node.to);
    },
  });
  return places.toReversed().reduce((text, place) => {
    const [head, tail] = [text.slice(0, place), text.slice(place)];
    return head.endsWith('}')
      ? `${head.slice(0, -1).replace(/(?<=[^{,\s])\s*$/, ', ')}${matcher}}${tail}`
      : `${head}{${matcher}}${tail}`;
  }, query);
}

/** Labels that a PromQL query selects, groups or joins by. */
export const labelsOf = (query: string): string[] =>
  textsOf(promQl.parse(query), query, 'LabelName');
