// The file of prices: what a unit costs, when and where.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WrongCall } from '../../evidence/command/command.ts';
import type { Input } from './input.ts';

const NAMES = 'coreHour memoryHour diskMonth objectMonth objectPut betweenZones out'.split(' ');

export type Prices = Record<
  'coreHour' | 'memoryHour' | 'diskMonth' | 'objectMonth' | 'objectPut' | 'betweenZones' | 'out',
  number
>;

export interface PriceList {
  /** When they were looked up, as 2026-11-30. */
  date: string;
  currency: string;
  region: string;
  prices: Record<keyof Prices, Input>;
}

export const PRICES = join(import.meta.dirname, 'prices.json');

/** @throws {WrongCall} when `file` cannot be read, or has no number for one of the prices. */
export function readPrices(file: string): PriceList {
  let list: PriceList;
  try {
    list = JSON.parse(readFileSync(file, 'utf8')) as PriceList;
  } catch (error) {
    throw new WrongCall(`--prices: ${file} is no file of prices: ${(error as Error).message}`);
  }
  for (const name of NAMES) {
    const { value } = list.prices?.[name as keyof Prices] ?? {};
    if (typeof value !== 'number' || !(value >= 0))
      throw new WrongCall(`--prices: ${file} has no number at prices.${name}.value`);
  }
  for (const name of ['date', 'currency', 'region'] as const)
    if (!list[name]) throw new WrongCall(`--prices: ${file} has no ${name}`);
  return list;
}
