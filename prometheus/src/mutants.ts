// Generates wrong rules: each is a correct rule with one small change, like a typo.
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { timesZero } from './event-queries.ts';
import type { Rule } from './recording-rules.ts';
import type { Suite } from './rule-tests/suites.ts';
import { LAB, PRODUCTION } from './speed.ts';

/** Replacements for operators, matchers and functions. */
const MISTAKEN = new Map(
  `> <|< >|>= <|<= >|== !=|= !=|!= =|=~ !~|!~ =~|/ *|+ -|- +|and or|or and|unless and|sum count
  |rate deriv|increase delta|absent count|absent_over_time present_over_time
  |min_over_time max_over_time|max_over_time min_over_time
  |avg_over_time sum_over_time|sum_over_time avg_over_time`
    .split(/\s*\|/)
    .map((pair) => pair.split(' ') as [string, string]),
);

/** A fifth more and a fifth less; for small whole numbers, one more and one less. */
function otherNumbers(value: number, isFactor: boolean): string[] {
  if (value === 0) return isFactor ? ['1'] : ['1000000', '-1'];
  const others =
    Number.isInteger(value) && value < 10 ? [value + 1, value - 1] : [value * 1.2, value * 0.8];
  return others.map((other) => String(Number(other.toFixed(6))));
}

/** Four times as long, or a quarter of a long duration. */
function otherDuration(duration: string): string {
  const [number, unit] = [Number.parseInt(duration, 10), duration.slice(-1)];
  return unit === 'd' ? `${number * 6}h` : `${number * 4}${unit}`;
}

/** The same recorded series for the next window; undefined for other series. */
function otherWindow(series: string): string[] {
  const [, kind, window = ''] = /^(.*(?:ratio_rate|increase))(\d+[smhd])$/.exec(series) ?? [];
  return [PRODUCTION, LAB]
    .map((speed) => Object.values(speed.windows))
    .filter((windows) => windows.includes(window))
    .map((windows) => `${kind}${windows[(windows.indexOf(window) + 1) % windows.length]}`);
}

/** The replacements for a part of an expression. */
function replacementsOf({ name, parent, firstChild }: SyntaxNode, text: string): string[] {
  switch (name) {
    case 'NumberDurationLiteral':
      return otherNumbers(Number(text), parent?.getChild('Mul') != null);
    case 'NumberDurationLiteralInDurationContext':
      return [otherDuration(text)];
    case 'Identifier':
      return otherWindow(text);
    case 'AggregateModifier':
      return [''];
    case 'MatchingModifierClause':
      // Without the labels of a group_left it would not be valid PromQL.
      return text.includes('group_') ? [] : [''];
    default:
      return firstChild === null ? [MISTAKEN.get(text) ?? []].flat() : [];
  }
}

/**
 * Is a change of this part invisible to all tests? In "or 0 * total" it is: zero times any function is
 * zero, and with a longer window it exists where the total that divides it does not. If nothing divides
 * it, or otherDuration() shortens the window, the change is visible.
 */
function meansTheSame(node: SyntaxNode, expr: string): boolean {
  if (!timesZero(node, expr)) return false;
  const isFunction = ['FunctionIdentifier', 'AggregateOp'].includes(node.parent?.name ?? '');
  const isLonger = node.name.endsWith('DurationContext') && expr[node.to - 1] !== 'd';
  return isFunction || (isLonger && expr.includes(' > 0)'));
}

/** All single changes of a rule's expression. */
interface Mutant {
  what: string;
  rule: Rule;
}

function expressionMutants(rule: Rule): Mutant[] {
  const { expr } = rule;
  const mutants: Mutant[] = [];
  parser.parse(expr).iterate({
    enter({ node }) {
      const { from, to } = node;
      const text = expr.slice(from, to);
      const before = expr.slice(Math.max(0, from - 30), from).replaceAll('\n', ' ');
      for (const other of meansTheSame(node, expr) ? [] : replacementsOf(node, text)) {
        mutants.push({
          what: `${before}>>${text}<< becomes ${other}`,
          rule: { ...rule, expr: expr.slice(0, from) + other + expr.slice(to) },
        });
      }
    },
  });
  return mutants;
}

/** Changes of an alert's severity and `for`. */
function alertMutants(rule: Rule & { for?: string }): Mutant[] {
  if (!('alert' in rule)) return [];
  const severity = rule.labels.severity === 'page' ? 'ticket' : 'page';
  const waits = rule.for === undefined ? [] : ['0s', otherDuration(rule.for)];
  return [
    {
      what: `severity becomes ${severity}`,
      rule: { ...rule, labels: { ...rule.labels, severity } },
    },
    ...waits.map((wait) => ({ what: `for becomes ${wait}`, rule: { ...rule, for: wait } })),
  ];
}

/** A suite with one rule changed. */
export interface SuiteMutant {
  what: string;
  suite: Suite;
}

/** Every change of every rule of a suite. */
export function mutantsOf(suite: Suite): SuiteMutant[] {
  return suite.groups.flatMap((group, groupIndex) =>
    group.rules.flatMap((right, ruleIndex) => {
      const name = 'alert' in right ? `${right.alert} (${right.labels.severity})` : right.record;
      return [...expressionMutants(right), ...alertMutants(right)].map(({ rule, what }) => {
        const changed = { ...group, rules: group.rules.with(ruleIndex, rule) };
        return {
          what: `${suite.name}, ${name}: ${what}`,
          suite: { ...suite, groups: suite.groups.with(groupIndex, changed) },
        };
      });
    }),
  );
}
