// The slips of the hand that mutants.ts tries, and what makes each of them.

/** What to look for in an expression, and what to put there instead. */
export const CHANGES: [name: string, pattern: RegExp, ...to: ((found: string) => string)[]][] = [
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
  ['window', /(?<=ratio_rate|increase)\d+[smhd](?=\{)/g, otherWindow],
  ['constant', /(?<=vector\()[\d.]+(?=\))/g, (n) => String(Number(n) * 1.1 + 0.1)],
  ['multiplier', /(?<=\) \* )\d+$/g, (n) => String(Number(n) * 4)],
  // Without the labels of a group_left it would be no PromQL any more, and prove nothing.
  ['grouping', /\b(?:without|ignoring|on) \([a-z_, ]+\)(?! group_) ?/g, () => ''],
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
export function longer(window: string): string {
  const [, number = '1', unit = 'm'] = /^(\d+)(.)$/.exec(window) ?? [];
  return unit === 'd' ? `${Number(number) * 6}h` : `${Number(number) * 4}${unit}`;
}

/** Another one that is recorded too: as a slip of the hand would choose it. */
const NEIGHBOURS: Record<string, string> = {
  // In production.
  '5m': '30m',
  '30m': '2h',
  '1h': '6h',
  '2h': '6h',
  '6h': '3d',
  '1d': '6h',
  '3d': '1d',
  '30d': '3d',
  // At the drill.
  '20s': '30s',
  '30s': '2m',
  '1m': '6m',
  '2m': '6m',
  '6m': '72m',
  '24m': '6m',
  '72m': '24m',
  '12h': '72m',
};
function otherWindow(window: string): string {
  return NEIGHBOURS[window] ?? window;
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
