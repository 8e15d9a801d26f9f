// Several labs beside each other, a column for each.
import { type Summary, summarize } from './statistics.ts';
import { row, spread } from './table.ts';

export type Summaries = Record<string, Summary>;

/** @param rounds one value by name for each round; the names of the first are taken, in their order. */
export function summarizeEach(rounds: Record<string, number>[]): Summaries {
  const names = Object.keys(rounds[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, summarize(rounds.map((one) => one[name] ?? 0))]),
  );
}

/** The lines of the table, with all names that any lab has. */
export function columns(title: string, labs: Record<string, Summaries>, digits = 0): string {
  const names = new Set(Object.values(labs).flatMap((of) => Object.keys(of)));
  const lines = [...names].map((name) => {
    const cells = Object.values(labs).map((of) => {
      const summary = of[name];
      return summary ? spread(summary, digits) : '–';
    });
    return row(name, ...cells);
  });
  return [row(title, ...Object.keys(labs)), ...lines, ''].join('\n');
}
