// A report as Markdown, for the summary of a CI job.
import { dateTime, percent, withUnit } from './format.ts';
import type { Report } from './report.ts';

/** Escapes text for a cell: it must neither end the row nor start markup. */
const text = (value: string | number | null): string =>
  String(value ?? '–')
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/[\\|`*_<>[\]&]/g, (character) => `\\${character}`);

function table(headings: string[], rows: (string | number | null)[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [
    line(headings),
    line(headings.map(() => '---')),
    ...rows.map((row) => line(row.map(text))),
  ];
}

function objectives({ objectives: result }: Report): string[] {
  if (!result) return ['The objectives could not be asked.'];
  return table(
    ['objective', 'promised', 'kept', 'events', 'budget used', 'verdict'],
    result.objectives.map((one) => [
      one.title,
      percent(one.objective),
      percent(one.measured),
      one.events,
      percent(one.budget_used),
      one.verdict,
    ]),
  );
}

function compared({ compared: comparison }: Report): string[] {
  if (!comparison) return [];
  const changed = comparison.rows.filter(({ verdict }) => ['worse', 'better'].includes(verdict));
  const rows = changed.map(({ what, before, now, verdict }) => [what, before, now, verdict]);
  return [
    `Since the report of ${dateTime(comparison.earlier)} UTC:`,
    '',
    ...(rows.length === 0
      ? ['nothing became better or worse.']
      : table(['what', 'before', 'now', 'verdict'], rows)),
    '',
  ];
}

function completeness({ completeness: result }: Report): string[] {
  if (!result) return ['Completeness: not asked.'];
  if (result.whole) return [`Completeness: ${text(result.requests)} requests, whole.`];
  const rows = result.signals.map(({ signal, expected, found, missing, more }) => [
    signal,
    expected,
    found,
    missing,
    more,
  ]);
  return [
    'Completeness: **not whole**',
    '',
    ...table(['signal', 'expected', 'found', 'missing', 'too many'], rows),
  ];
}

function freshness({ freshness: result }: Report): string {
  if (!result) return 'Freshness: the lab did not answer.';
  return `Freshness: ${result.map(({ signal, seconds }) => `${text(signal)} ${withUnit(seconds, 's')}`).join(', ')}`;
}

function containers({ containers: found }: Report): string[] {
  if (!found) return ['Containers: the engine could not be asked.'];
  return table(
    ['service', 'state', 'memory', 'restarts', 'image'],
    found.map(({ service, state, memory, restarts, origin }) => [
      service,
      state,
      withUnit(memory, 'bytes'),
      restarts,
      origin,
    ]),
  );
}

export function summaryOf(report: Report): string {
  const { project, until, seconds } = report;
  const verdict = report.objectives?.verdict ?? 'cannot be told';
  return `${[
    `## Report of ${text(project)}`,
    '',
    `${dateTime(until - seconds)} to ${dateTime(until)} UTC. Objectives: **${text(verdict)}**`,
    '',
    ...objectives(report),
    '',
    ...compared(report),
    ...completeness(report),
    '',
    freshness(report),
    '',
    ...containers(report),
  ].join('\n')}\n`;
}
