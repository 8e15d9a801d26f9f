// The options of the command, as a load.
import { readArguments } from '../../evidence/command/arguments.ts';
import { WrongCall } from '../../evidence/command/command.ts';
import type { Load } from './load.ts';
import { numbers } from './numbers.ts';
import { PRICES } from './prices.ts';

const X = numbers('value');
const DAYS = { traces: 2, logs: 7, metrics: 31 };

const UNITS = { '': 1, '%': 0.01, k: 1e3, M: 1e6 };

/** @throws {WrongCall} */
function refuse(option: string, expected: string, text: string): never {
  throw new WrongCall(`${option} is ${expected}, not: ${text}`);
}

/** A number with one of `units`; NaN for anything else. */
function numberIn(text: string, units: string): number {
  const [, number, unit = ''] = /^([0-9]+(?:\.[0-9]+)?)([kM%]?)$/.exec(text) ?? [];
  return units.includes(unit) ? Number(number) * UNITS[unit as keyof typeof UNITS] : Number.NaN;
}

/** @throws {WrongCall} unless `text` is like 5, 2.5, 100k or 10M, and at least `least`. */
function amountOf(option: string, text: string | undefined, otherwise: number, least = 0.001) {
  if (text === undefined) return otherwise;
  const amount = numberIn(text, 'kM');
  if (amount >= least && amount <= 1e12) return amount;
  return refuse(option, `a number from ${least} on, like 2.5, 100k or 10M`, text);
}

/** @throws {WrongCall} unless `text` is from 0 to 1, or from 0% to 100%. */
function shareOf(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const share = numberIn(text, '%');
  if (share >= 0 && share <= 1) return share;
  return refuse(option, 'a share from 0 to 1, like 0.1 or 10%', text);
}

/** @throws {WrongCall} unless `text` is a whole number from 1 to 9. */
const zonesOf = (text: string): number =>
  /^[1-9]$/.test(text) ? Number(text) : refuse('--zones', 'a whole number from 1 to 9', text);

/** @throws {WrongCall} for a signal that does not exist, and for what is no number of days. */
function daysOf(text = ''): Load['days'] {
  const days = { ...DAYS };
  for (const one of text.split(',').filter(Boolean)) {
    const [, signal = '', number] = /^(traces|logs|metrics)=([1-9][0-9]{0,4})$/.exec(one) ?? [];
    if (!number) return refuse('--retention', 'a list of days, like traces=2,logs=7', one);
    days[signal as keyof typeof days] = Number(number);
  }
  return days;
}

const string = { type: 'string' } as const;
const boolean = { type: 'boolean', default: false } as const;

/** @throws {WrongCall} saying which value is wrong, and what is expected. */
export function readOptions(args: string[]) {
  const { values } = readArguments(args, {
    ...{ requests: string, spans: string, lines: string, series: string, 'span-bytes': string },
    ...{ keep: string, retention: string, zones: string, compression: string, out: string },
    ...{ prices: { type: 'string', default: PRICES }, json: boolean, page: boolean },
  });
  const load: Load = {
    requests: amountOf('--requests', values.requests?.replace(/\/s$/, ''), 1000),
    spans: amountOf('--spans', values.spans, X.spansOfRequest, 0),
    lines: amountOf('--lines', values.lines, X.linesOfRequest, 0),
    series: values.series === undefined ? undefined : amountOf('--series', values.series, 0, 0),
    spanBytes: amountOf('--span-bytes', values['span-bytes'], X.wireSpan),
    keep: shareOf('--keep', values.keep, 1),
    days: daysOf(values.retention),
    zones: zonesOf(values.zones ?? '3'),
    compression: amountOf('--compression', values.compression, 1),
    out: shareOf('--out', values.out, 0),
  };
  return { ...values, load };
}
