// Wrong rules, made from the right ones by one small change each: what a slip of the hand would do.
import type { Rule } from './recording-rules.ts';
import type { Suite } from './rule-tests/suites.ts';

/** A rule with one change. */
type Mutant = { what: string; rule: Rule };

/** What to look for in an expression, and what to put there instead. */
const CHANGES: [name: string, pattern: RegExp, ...to: ((found: string) => string)[]][] = [
  [
    'threshold',
    /(?<=[<>=] ?\(?)\d+(?:\.\d+)?(?=[\s)*]|$)/g,
    (n) => shift(n, 1),
    (n) => shift(n, -1),
  ],
  [
    'factor',
    /(?<=\* )0\.\d+(?=\))/g,
    (n) => String(Number(n) * 1.3),
    (n) => String(Number(n) * 0.7),
  ],
  ['weight', /\b(?:0|0\.1) \*(?= )/g, () => '1 *'],
  [
    'comparison',
    /(?<= )(?:>=|<=|==|>|<)(?= )/g,
    (sign) => ({ '>': '<', '<': '>', '>=': '<', '<=': '>', '==': '!=' })[sign] ?? sign,
  ],
  ['window', /(?<=\[)\d+[smhd](?=\])/g, longer],
  ['window', /(?<=ratio_rate|increase)\d+[mhd](?=\{)/g, otherWindow],
  [
    'label',
    /(?<=[a-z_])(?:=~|!~|!=|=)(?=")/g,
    (sign) => ({ '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' })[sign] ?? sign,
  ],
  [
    'operator',
    /\b(?:and|or|unless)\b(?= )/g,
    (word) => ({ and: 'or', or: 'and', unless: 'and' })[word] ?? word,
  ],
  ['arithmetic', /(?<=\s)[/+-](?=\s)/g, (sign) => ({ '/': '*', '+': '-', '-': '+' })[sign] ?? sign],
  [
    'function',
    /\b(?:rate|increase|absent_over_time|absent|min_over_time|max_over_time|avg_over_time|sum)(?= ?\(| by)/g,
    otherFunction,
  ],
];

/** Another threshold: a fifth away, and at least one where it counts things. */
function shift(number: string, direction: 1 | -1): string {
  const value = Number(number);
  if (value === 0) {
    return direction === 1 ? '1000000' : '-1';
  }
  return String(
    Number(
      (Number.isInteger(value) && value < 10
        ? value + direction
        : value * (1 + 0.2 * direction)
      ).toFixed(6),
    ),
  );
}

/** Four times as long, or a quarter where that is long already. */
function longer(window: string): string {
  const [, number = '1', unit = 'm'] = /^(\d+)(.)$/.exec(window) ?? [];
  return unit === 'd' ? `${Number(number) * 6}h` : `${Number(number) * 4}${unit}`;
}

const WINDOWS = ['5m', '30m', '2h', '6h', '1d', '3d', '1h'];
function otherWindow(window: string): string {
  return (
    { '5m': '30m', '30m': '2h', '2h': '6h', '1h': '6h', '6h': '3d', '1d': '6h', '3d': '1d' }[
      window
    ] ??
    WINDOWS[0] ??
    window
  );
}

function otherFunction(name: string): string {
  return (
    {
      rate: 'deriv',
      increase: 'delta',
      absent_over_time: 'present_over_time',
      absent: 'count',
      min_over_time: 'max_over_time',
      max_over_time: 'min_over_time',
      avg_over_time: 'sum_over_time',
      sum: 'count',
    }[name] ?? name
  );
}

function expressionMutants(rule: Rule): Mutant[] {
  return CHANGES.flatMap(([name, pattern, ...replacements]) =>
    [...rule.expr.matchAll(pattern)].flatMap(({ 0: found, index }) =>
      replacements
        .map((replace) => replace(found))
        .filter((replacement) => replacement !== found)
        .map((replacement) => ({
          what: `${name}: ${rule.expr.slice(Math.max(0, index - 30), index).replaceAll('\n', ' ')}>>${found}<< becomes ${replacement}`,
          rule: {
            ...rule,
            expr: rule.expr.slice(0, index) + replacement + rule.expr.slice(index + found.length),
          },
        })),
    ),
  );
}

/** Of an alert: how bad it is, and how long it waits. */
function alertMutants(rule: Rule & { for?: string }): Mutant[] {
  if (!('alert' in rule)) {
    return [];
  }
  const severity = rule.labels.severity === 'page' ? 'ticket' : 'page';
  const waits = rule.for === undefined ? [] : [undefined, longer(rule.for)];
  return [
    {
      what: `severity becomes ${severity}`,
      rule: { ...rule, labels: { ...rule.labels, severity } },
    },
    ...waits.map((time) => {
      const { for: _, ...rest } = rule;
      return {
        what: `for becomes ${time ?? 'nothing'}`,
        rule: time === undefined ? rest : ({ ...rest, for: time } as Rule),
      };
    }),
  ];
}

/** Every suite with one rule changed, and what was changed. */
export function mutantsOf(suite: Suite): { what: string; suite: Suite }[] {
  return suite.groups.flatMap((group, groupIndex) =>
    group.rules.flatMap((rule, ruleIndex) => {
      const name = 'alert' in rule ? `${rule.alert} (${rule.labels.severity})` : rule.record;
      return [...expressionMutants(rule), ...alertMutants(rule)].map((mutant) => ({
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
