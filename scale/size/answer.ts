// The answer of the command, for the terminal and for docs/sizes.md.

import { alignedTable } from '../../evidence/command/markdown.ts';
import { adviceFor, STEPS } from './advice.ts';
import { numbersOf } from './input.ts';
import type { Load } from './load.ts';
import { sizeOf } from './model.ts';
import { numbers } from './numbers.ts';
import type { PriceList, Prices } from './prices.ts';
import { partsTable, type Sized, short, summaryOf } from './table.ts';

function sized(load: Load, prices: Prices): Sized {
  const moneyOf = (pick: 'cheapest' | 'dearest') => sizeOf(load, prices, numbers(pick)).money;
  return {
    ...{ load, size: sizeOf(load, prices) },
    ...{ cheapest: moneyOf('cheapest'), dearest: moneyOf('dearest') },
  };
}

export interface Answer {
  all: Sized;
  /** With tail sampling, when a share is kept. */
  sampled?: Sized;
  /** For the last of both. */
  advice: string[];
  priced: string;
  text: string;
}

export function answerTo(load: Load, list: PriceList): Answer {
  const prices = numbersOf(list.prices, 'value');
  const all = sized({ ...load, keep: 1 }, prices);
  const sampled = load.keep < 1 ? sized(load, prices) : undefined;
  const one = sampled ?? all;
  const advice = adviceFor({ load: one.load, size: one.size, x: numbers('value') });
  const priced = `Prices of ${list.date}, ${list.region}.`;
  const text = [
    partsTable(all, sampled, list.currency),
    summaryOf(all, list.currency),
    ...(sampled ? [summaryOf(sampled, list.currency)] : []),
    'At this size:',
    advice.map((sentence) => `- ${sentence}.`).join('\n'),
    priced,
  ].join('\n\n');
  return { all, ...(sampled && { sampled }), advice, priced, text };
}

const SIZES = [1e2, 1e3, 1e4, 1e5, 1e6, 1e7].flatMap((power) => [power, 2 * power, 5 * power]);

/** For each step of the advice, the first of SIZES at which it is given, and its words there. */
export function changesTable(load: Load, list: PriceList): string {
  const prices = numbersOf(list.prices, 'value');
  const x = numbers('value');
  const given = SIZES.map((requests) => {
    const grown = { ...load, requests };
    return { requests, sizing: { load: grown, size: sizeOf(grown, prices, x), x } };
  });
  const rows = STEPS.flatMap((step) => {
    const first = given.find(({ sizing }) => step(sizing));
    return first ? [[short(first.requests), `${step(first.sizing)}.`]] : [];
  });
  return alignedTable([['from requests/s', 'what'], ...rows]);
}
