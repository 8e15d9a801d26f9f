// Numbers and tables, as text that is also Markdown.
import { alignedTable } from '../../evidence/command/markdown.ts';
import { type Comparison, differs, ratioOf } from './compare.ts';
import type { Input } from './input.ts';
import type { Load } from './load.ts';
import type { Part, Size } from './model.ts';

/** An estimate has no more than three digits: 1,230, 0.57, 12.3 million. */
export const short = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
const two = (value: number): string =>
  new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(value);
const percent = (share: number): string => `${two(share * 100)} %`;

const UNITS = ['GB', 'TB', 'PB', 'EB'];
/** GB, or what is easier to read. */
export function size(gigabytes: number): string {
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(gigabytes) / 3)));
  return `${short(gigabytes / 1000 ** power)} ${UNITS[power]}`;
}

const cellsOf = ({ instances, cores, memory, disk, traffic, money }: Part): string[] => [
  instances === undefined ? '' : short(instances),
  cores === undefined ? '' : short(cores),
  memory === undefined ? '' : size(memory),
  traffic === undefined ? (disk ? size(disk) : '') : `${size(traffic)} a month`,
  two(money),
];

export interface Sized {
  load: Load;
  size: Size;
  /** With all inputs at the end of their spread. */
  cheapest: number;
  dearest: number;
}

/** A row for each part; with sampling, columns for what then changes. */
export function partsTable(all: Sized, sampled: Sized | undefined, currency: string): string {
  const share = `kept ${percent(sampled?.load.keep ?? 1)}`;
  const more = (cells: string[]) => (sampled ? cells : []);
  const rows = all.size.parts.map((part, index) => {
    const [instances = '', cores = '', , disk = '', money = ''] = cellsOf(
      sampled?.size.parts[index] ?? part,
    );
    return [part.part, ...cellsOf(part), ...more([instances, cores, disk, money])];
  });
  const totalOf = (one: Sized) => two(one.size.money);
  return alignedTable([
    [
      ...['part', 'instances', 'cores', 'memory', 'disk or traffic', `${currency} a month`],
      ...more([`${share}: instances`, 'cores', 'disk or traffic', `${currency} a month`]),
    ],
    ...rows,
    ['all', '', '', '', '', totalOf(all), ...more(['', '', '', sampled ? totalOf(sampled) : ''])],
  ]);
}

/** What a size comes to, in sentences. */
export function summaryOf(
  { load, size: { first, perMillionRequests }, ...one }: Sized,
  currency: string,
) {
  const kept = load.keep < 1 ? `With ${percent(load.keep)} of the spans kept: ` : '';
  const range = `${two(one.cheapest)} to ${two(one.dearest)} ${currency} a month over the spread of what was measured`;
  return [
    `${kept}${range}; ${perMillionRequests.toFixed(2)} ${currency} for a million requests.`,
    `Saturates first: ${first.part}, by its ${first.scarce}, at ${short(first.perInstance ?? 0)} requests/s per instance.`,
  ].join(' ');
}

const rangeOf = ({ cheapest, dearest }: Input): string => {
  if (cheapest === undefined || dearest === undefined) return '';
  const [from, to] = [Math.min(cheapest, dearest), Math.max(cheapest, dearest)];
  return `${short(from)} to ${short(to)}`;
};

/** Inputs with where they are from. */
export const inputsTable = (inputs: Input[]): string => {
  const ranged = inputs.some(({ cheapest }) => cheapest !== undefined);
  return alignedTable([
    ['what', 'value', ...(ranged ? ['range'] : []), 'unit', 'from'],
    ...inputs.map((input) => [
      ...[input.what, short(input.value), ...(ranged ? [rangeOf(input)] : [])],
      ...[input.unit, input.source.replace(/https:\/\/([^/]+)[^\s,]*/, '[$1]($&)')],
    ]),
  ]);
};

export const comparisonTable = (all: Comparison[]): string =>
  alignedTable([
    ['what', 'here', 'published', 'unit', 'here ÷ published', 'why'],
    ...all.map((one) => [
      ...[one.what, short(one.here), short(one.published), one.unit, ratioOf(one).toFixed(2)],
      differs(one) ? (one.why ?? '') : '',
    ]),
  ]);
