// What each mode of the lab costs, by service and in all.
import { sum } from '../../evidence/statistics.ts';
import { type Summary, summarize } from '../statistics.ts';
import { row, spread } from '../table.ts';

/** By service; `all` is the whole lab. */
export type ByService = Record<string, Summary>;

/** @param rounds one value by service for each round. */
export function summaryOf(rounds: Record<string, number>[]): ByService {
  const services = Object.keys(rounds[0] ?? {}).sort();
  const each = services.map((name) => [name, summarize(rounds.map((one) => one[name] ?? 0))]);
  const all = summarize(rounds.map((one) => sum(Object.values(one))));
  return { ...Object.fromEntries(each), all };
}

/** The lines of the table, a column for each mode. */
export function report(unit: string, modes: Record<string, ByService>): string {
  const names = Object.keys(Object.values(modes)[0] ?? {});
  const lines = names.map((name) => {
    const cells = Object.values(modes).map((of) => {
      const summary = of[name];
      return summary ? spread(summary, 0) : '–';
    });
    return row(name, ...cells);
  });
  return [row(unit, ...Object.keys(modes)), ...lines, ''].join('\n');
}
