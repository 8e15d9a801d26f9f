// Wrong rules, made from the right ones by one small change each: what a slip of the hand would do.
import { CHANGES, longer } from './changes.ts';
import type { Rule } from './recording-rules.ts';
import type { Suite } from './rule-tests/suites.ts';

/** A rule with one change; `same` tells why it means what the right one means, if so. */
type Mutant = { what: string; rule: Rule; same?: string };

/**
 * Why a change changes nothing, for the changes of which no case can tell. All are in the part
 * "or 0 * total" of a query, which is there to be 0 instead of nothing.
 */
function sameMeaning(name: string, expr: string, index: number): string | undefined {
  const line = expr.slice(expr.lastIndexOf('\n', index) + 1, index);
  if (!line.startsWith('or 0 * ')) {
    return undefined;
  }
  if (name === 'function') {
    return ZERO_TIMES;
  }
  // Days are made shorter, see changes.ts; that shows once nothing happens any more.
  const lengthened = name === 'window' && !/^\d+d/.test(expr.slice(index));
  return lengthened && expr.includes(' > 0)') ? DIVIDED : undefined;
}

const ZERO_TIMES =
  '0 * total: whatever function makes the total, as long as it needs two samples, zero times it is zero';
const DIVIDED =
  '0 * total over a longer window, divided by the total over the right one: where they differ there is no divisor';

function expressionMutants(rule: Rule): Mutant[] {
  return CHANGES.flatMap(([name, pattern, ...replacements]) =>
    [...rule.expr.matchAll(pattern)].flatMap(({ 0: found, index }) =>
      replacements
        .map((replace) => replace(found))
        .filter((replacement) => replacement !== found)
        .map((replacement) => {
          const same = sameMeaning(name, rule.expr, index);
          return {
            what: `${name}: ${rule.expr.slice(Math.max(0, index - 30), index).replaceAll('\n', ' ')}>>${found}<< becomes ${replacement}`,
            rule: {
              ...rule,
              expr: rule.expr.slice(0, index) + replacement + rule.expr.slice(index + found.length),
            },
            ...(same === undefined ? {} : { same }),
          };
        }),
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

/** A suite with one rule changed. */
export type SuiteMutant = { what: string; suite: Suite; same?: string };

/** Every change of every rule of a suite. */
export function mutantsOf(suite: Suite): SuiteMutant[] {
  return suite.groups.flatMap((group, groupIndex) =>
    group.rules.flatMap((rule, ruleIndex) => {
      const name = 'alert' in rule ? `${rule.alert} (${rule.labels.severity})` : rule.record;
      return [...expressionMutants(rule), ...alertMutants(rule)].map((mutant) => ({
        ...(mutant.same === undefined ? {} : { same: mutant.same }),
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
