// Wrong rules, made from the right ones by one small change each: what a slip of the hand would do.
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { timesZero } from './event-queries.ts';
import type { Rule } from './recording-rules.ts';
import type { Suite } from './rule-tests/suites.ts';
import { LAB, PRODUCTION } from './speed.ts';

/** Operators, matchers and functions, and what each is mistaken for. */
const MISTAKEN: Record<string, string> = {
  '>': '<',
  '<': '>',
  '>=': '<',
  '<=': '>',
  '==': '!=',
  '=': '!=',
  '!=': '=',
  '=~': '!~',
  '!~': '=~',
  '/': '*',
  '+': '-',
  '-': '+',
  and: 'or',
  or: 'and',
  unless: 'and',
  rate: 'deriv',
  increase: 'delta',
  absent_over_time: 'present_over_time',
  absent: 'count',
  min_over_time: 'max_over_time',
  max_over_time: 'min_over_time',
  avg_over_time: 'sum_over_time',
  sum_over_time: 'avg_over_time',
  sum: 'count',
};

/** A fifth more and a fifth less, one more and one less of a small whole number. */
function otherNumbers(value: number, isFactor: boolean): string[] {
  if (value === 0) {
    return isFactor ? ['1'] : ['1000000', '-1'];
  }
  const others =
    Number.isInteger(value) && value < 10 ? [value + 1, value - 1] : [value * 1.2, value * 0.8];
  return others.map((other) => String(Number(other.toFixed(6))));
}

/** Four times as long, or a quarter where that is long already. */
function otherDuration(duration: string): string {
  const [number, unit] = [Number.parseInt(duration, 10), duration.slice(-1)];
  return unit === 'd' ? `${number * 6}h` : `${number * 4}${unit}`;
}

/** A recorded series of the next window at the same speed; none for another series. */
function otherWindow(series: string): string[] {
  const [, kind, window = ''] = /^(.*(?:ratio_rate|increase))(\d+[smhd])$/.exec(series) ?? [];
  return [PRODUCTION, LAB]
    .map((speed) => Object.values(speed.windows))
    .filter((windows) => windows.includes(window))
    .map((windows) => `${kind}${windows[(windows.indexOf(window) + 1) % windows.length]}`);
}

/** What to put in the place of a part of an expression. */
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
      // Without the labels of a group_left it would be no PromQL any more, and prove nothing.
      return text.includes('group_') ? [] : [''];
    default:
      return firstChild === null && text in MISTAKEN ? [MISTAKEN[text] ?? ''] : [];
  }
}

const ZERO_TIMES =
  '0 * total: whatever function makes the total, as long as it needs two samples, zero times it is zero';
const DIVIDED =
  '0 * total over a longer window, divided by the total over the right one: where they differ there is no divisor';

/** Why no test can notice the change, if so. All are in "or 0 * total", which is there to be 0 instead of nothing. */
function sameMeaning(node: SyntaxNode, expr: string): string | undefined {
  if (!timesZero(node, expr)) {
    return undefined;
  }
  if (node.parent?.name === 'FunctionIdentifier' || node.parent?.name === 'AggregateOp') {
    return ZERO_TIMES;
  }
  // otherDuration() makes days shorter; that shows once nothing happens any more.
  const longer = node.name.endsWith('DurationContext') && expr[node.to - 1] !== 'd';
  return longer && expr.includes(' > 0)') ? DIVIDED : undefined;
}

/** A rule with one change; `same` tells why it means what the right one means, if so. */
type Mutant = { what: string; rule: Rule; same?: string | undefined };

function expressionMutants(rule: Rule): Mutant[] {
  const { expr } = rule;
  const mutants: Mutant[] = [];
  parser.parse(expr).iterate({
    enter({ node }) {
      const { from, to } = node;
      const text = expr.slice(from, to);
      const before = expr.slice(Math.max(0, from - 30), from).replaceAll('\n', ' ');
      for (const other of replacementsOf(node, text)) {
        mutants.push({
          what: `${before}>>${text}<< becomes ${other}`,
          rule: { ...rule, expr: expr.slice(0, from) + other + expr.slice(to) },
          same: sameMeaning(node, expr),
        });
      }
    },
  });
  return mutants;
}

/** Of an alert: how bad it is, and how long it waits. */
function alertMutants(rule: Rule & { for?: string }): Mutant[] {
  if (!('alert' in rule)) {
    return [];
  }
  const severity = rule.labels.severity === 'page' ? 'ticket' : 'page';
  const { for: time, ...rest } = rule;
  const waits = time === undefined ? [] : ['0s', otherDuration(time)];
  return [
    {
      what: `severity becomes ${severity}`,
      rule: { ...rule, labels: { ...rule.labels, severity } },
    },
    ...waits.map((wait) => ({ what: `for becomes ${wait}`, rule: { ...rest, for: wait } })),
  ];
}

/** A suite with one rule changed. */
export type SuiteMutant = { what: string; suite: Suite; same?: string | undefined };

/** Every change of every rule of a suite. */
export function mutantsOf(suite: Suite): SuiteMutant[] {
  return suite.groups.flatMap((group, groupIndex) =>
    group.rules.flatMap((rule, ruleIndex) => {
      const name = 'alert' in rule ? `${rule.alert} (${rule.labels.severity})` : rule.record;
      return [...expressionMutants(rule), ...alertMutants(rule)].map((mutant) => ({
        same: mutant.same,
        what: `${suite.name}, ${name}: ${mutant.what}`,
        suite: {
          ...suite,
          groups: suite.groups.with(groupIndex, {
            ...group,
            rules: group.rules.with(ruleIndex, mutant.rule),
          }),
        },
      }));
    }),
  );
}
