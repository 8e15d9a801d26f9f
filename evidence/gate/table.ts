// Prints the objectives as a table.
import type { Judged } from './objectives.ts';

const percent = (share: number | null, digits = 3): string =>
  share === null ? '-' : `${Number((share * 100).toFixed(digits))} %`;

function verdictInWords({ verdict, reason, optional }: Judged): string {
  return reason === '' ? verdict : `${verdict} (${reason}${optional ? '; optional' : ''})`;
}

/** A heading, and one line per objective. */
export function objectiveLines(objectives: Judged[]): string[] {
  const line = (id: string, columns: string[], verdict: string): string => {
    const widths = [8, 9, 8, 7, 8];
    const cells = columns.map((column, index) => column.padStart(widths[index] ?? 0));
    return `${id.padEnd(34)} ${cells.join(' ')}  ${verdict}`;
  };
  return [
    line('objective', ['promised', 'kept', 'events', 'bad', 'budget'], 'verdict'),
    ...objectives.map((judged) =>
      line(
        judged.id,
        [
          percent(judged.objective),
          percent(judged.measured),
          String(judged.events ?? '-'),
          String(judged.bad ?? '-'),
          percent(judged.budget_used, 0),
        ],
        verdictInWords(judged),
      ),
    ),
  ];
}
