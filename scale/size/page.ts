// The tables of docs/sizes.md, each made by what stands before it:
//   <!-- size: --requests 1k/s -->  what the command answers to these options
//   <!-- size: changes --spans 12 -->  from how many requests on its advice is given
//   <!-- size: measured -->         the inputs of a kind; also published, assumed, prices and comparison
//   <!-- /size -->
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerTo, changesTable } from './answer.ts';
import { comparisons } from './compare.ts';
import { INPUTS, numbers } from './numbers.ts';
import { readOptions } from './options.ts';
import { PRICES, readPrices } from './prices.ts';
import { comparisonTable, inputsTable } from './table.ts';

const PAGE = join(import.meta.dirname, '../../docs/sizes.md');

const TABLES: Record<string, () => string> = {
  measured: () => inputsTable(Object.values(INPUTS.measured)),
  published: () => inputsTable(Object.values(INPUTS.published)),
  assumed: () => inputsTable(Object.values(INPUTS.assumed)),
  prices: () => inputsTable(Object.values(readPrices(PRICES).prices)),
  comparison: () => comparisonTable(comparisons(numbers('value'))),
};

/** What stands between the marks of a block. */
function blockOf(what: string): string {
  const [, changes, options = what] = /^(changes) (.+)$/.exec(what) ?? [];
  const table = TABLES[what];
  if (table) return table();
  const { load } = readOptions(options.split(' '));
  const make = changes
    ? changesTable
    : (...of: Parameters<typeof answerTo>) => answerTo(...of).text;
  return make(load, readPrices(PRICES));
}

/** A page with its tables as the model makes them now. */
export const current = (page: string): string =>
  page.replaceAll(
    /(<!-- size: ([^\n]+) -->\n).*?(<!-- \/size -->)/gs,
    (_all, open: string, what: string, close: string) => `${open}\n${blockOf(what)}\n\n${close}`,
  );

export const readPage = (): string => readFileSync(PAGE, 'utf8');
export const writePage = (): void => writeFileSync(PAGE, current(readPage()));
