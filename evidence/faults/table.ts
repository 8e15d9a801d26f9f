// The table of the trials, for the terminal and for docs/faults.md.
import { alignedTable } from '../command/markdown.ts';
import { sum } from '../statistics.ts';
import { type Fault, RATE, REQUESTS } from './faults.ts';
import { isExplained, type Judgement } from './judge.ts';

export interface Row {
  fault: Fault;
  /** When it was tried, as 2026-11-28. */
  date: string;
  /** Undefined when the trial could not be made; `error` then says why. */
  judgement?: Judgement;
  error?: string;
}

export const holds = ({ judgement }: Row): boolean =>
  judgement !== undefined && isExplained(judgement);

const HEADER = [
  'fault',
  'acknowledged',
  'tasks missing',
  'spans missing',
  'log lines missing',
  'twice',
  'counted',
  'holds',
  'tried on',
];

export const titleOf = ({ title, seconds }: Fault): string =>
  seconds > 0 ? `${title}, ${seconds} s` : title;

/** A row as lines of text. */
export function wordsFor(row: Row): string[] {
  const { judgement, error = '' } = row;
  if (!judgement) return [error];
  const { tasksMissing, spans, lines, lost } = judgement;
  return [
    `missing: ${tasksMissing} tasks, ${spans.missing} of ${spans.expected} spans, ${lines.missing} of ${lines.expected} log lines; twice: ${spans.more + lines.more}`,
    ...lost.by,
    holds(row)
      ? 'what is missing was counted or told'
      : 'not all that is missing was counted or told',
  ];
}

function cells(row: Row): string[] {
  const { fault, judgement, error } = row;
  const title = titleOf(fault);
  if (!judgement) return [title, '', '', '', '', '', error ?? '', 'no', row.date];
  const { acknowledged, tasksMissing, spans, lines, lost, told } = judgement;
  const teller = fault.toldBy ?? `process_start_time_seconds of ${fault.toldByStartOf}`;
  const counted = told ? `told by ${teller}` : `${lost.spans} and ${lost.lines}`;
  return [
    title,
    acknowledged,
    tasksMissing,
    `${spans.missing} of ${spans.expected}`,
    `${lines.missing} of ${lines.expected}`,
    spans.more + lines.more,
    counted,
    holds(row) ? 'yes' : 'no',
    row.date,
  ].map(String);
}

/** A table in Markdown. */
export const tableOf = (rows: Row[]): string => alignedTable([HEADER, ...rows.map(cells)]);

/** All rows in one sentence, which README.md repeats. */
export function summaryOf(rows: Row[]): string {
  const all = rows.flatMap(({ judgement }) => judgement ?? []);
  const total = (of: (one: Judgement) => number) => sum(all.map(of)).toLocaleString('en');
  const missing = (signal: 'spans' | 'lines') =>
    `${total((one) => one[signal].missing)} of ${total((one) => one[signal].expected)}`;
  const held = rows.filter(holds).length;
  return `${rows.length} faults, ${total((one) => one.acknowledged)} acknowledged requests: ${total((one) => one.tasksMissing)} tasks, ${missing('spans')} spans and ${missing('lines')} log lines missing; counted or told in ${held} of ${rows.length} trials.`;
}

/** docs/faults.md. */
export const pageOf = (rows: Row[], images: string[]): string => `# What is lost

Made by \`npm run test:faults\` with ${images.join(', ')}. Each row is a trial in a lab of its own: at least ${REQUESTS} requests at ${RATE} a second, unless it says otherwise. Half of them add a task, while something breaks and is mended again. Then the database and the stores are asked for each request that was acknowledged, and all parts for what they counted as lost.

*Twice* are spans and log lines that are there again, since whoever gets no answer [sends again](https://opentelemetry.io/docs/specs/otlp/#duplicate-data). *Counted* are spans and log lines; *told by* names what rises when nobody can know how many. A row holds when no acknowledged task is missing, and what else is missing was counted or told.

${tableOf(rows)}

${summaryOf(rows)}
`;
