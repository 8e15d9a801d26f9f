// docs/bench/faults.json: what each fault did when it was last tried, from which docs/faults.md is made.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAULTS } from './faults.ts';
import type { Judgement } from './judge.ts';
import { pageOf, type Row } from './table.ts';

const DOCS = join(import.meta.dirname, '../../docs');
const RESULTS = join(DOCS, 'bench/faults.json');

/** The variables of .env whose images keep or lose telemetry. */
const IMAGES = ['COLLECTOR_IMAGE', 'TEMPO_IMAGE', 'PROMETHEUS_IMAGE', 'LOKI_IMAGE'];

export interface Kept {
  /** With these all rows were made. */
  images: string[];
  rows: { name: string; date: string; judgement?: Judgement; error?: string }[];
}

/** In the order of the faults; without those that exist no longer. */
export const rowsOf = ({ rows }: Kept): Row[] =>
  FAULTS.flatMap((fault) =>
    rows
      .filter(({ name }) => name === fault.name)
      .map(({ name: _, ...row }) => ({ fault, ...row })),
  );

export const readKept = (): Kept => JSON.parse(readFileSync(RESULTS, 'utf8')) as Kept;

/** Puts rows in the place of earlier ones. When the images have changed, no earlier one stays. */
export function keep(rows: Row[]): void {
  const images = IMAGES.map((name) => process.env[name] ?? '');
  const before = readKept();
  const earlier = before.images.join() === images.join() ? rowsOf(before) : [];
  const names = rows.map(({ fault }) => fault.name);
  const all = [...earlier.filter(({ fault }) => !names.includes(fault.name)), ...rows];
  const kept = { images, rows: all.map(({ fault: { name }, ...row }) => ({ name, ...row })) };
  writeFileSync(RESULTS, `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(join(DOCS, 'faults.md'), pageOf(rowsOf(kept), images));
}
