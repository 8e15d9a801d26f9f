// The lines of a result on the terminal.
import type { Summary } from './statistics.ts';
import type { Target } from './targets.ts';

export const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MiB`;

export const spread = ({ median, min, max }: Summary, digits: number): string =>
  `${median.toFixed(digits)} [${min.toFixed(digits)}–${max.toFixed(digits)}]`;

export const row = (title: string, ...cells: string[]): string =>
  `  ${title.padEnd(58)}${cells.map((cell) => cell.padEnd(24)).join('')}`.trimEnd();

/** A goal, what was reached, and whether that is enough. */
export const targetRow = ({ title, value, limit, unit, met }: Target): string =>
  row(`${title} ${limit} ${unit}`, value.toFixed(2), met ? 'met' : 'not met');
