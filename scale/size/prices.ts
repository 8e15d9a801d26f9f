// The file of prices: what a unit costs, when and where.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrongCall } from '../../evidence/command/command.ts';
import own from './prices.json' with { type: 'json' };

/** Its date is the day on which the prices were looked up, as 2026-11-30. */
export type PriceList = typeof own;
export type Prices = Record<keyof PriceList['prices'], number>;

export const PRICES = join(import.meta.dirname, 'prices.json');

/** @throws {WrongCall} when `file` cannot be read, or lacks something that prices.json has. */
export function readPrices(file: string): PriceList {
  const { prices, ...about } = own;
  let list: PriceList;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongCall(`--prices: ${file} is no file of prices: ${(error as Error).message}`);
  }
  for (const name of Object.keys(about) as (keyof typeof about)[])
    if (!list[name]) throw new WrongCall(`--prices: ${file} has no ${name}`);
  for (const name of Object.keys(prices) as (keyof Prices)[])
    if (!(typeof list.prices?.[name]?.value === 'number' && list.prices[name].value >= 0))
      throw new WrongCall(`--prices: ${file} has no amount at prices.${name}.value`);
  return list;
}
