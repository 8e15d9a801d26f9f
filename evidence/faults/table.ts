// The table of the trials, for the terminal and for docs/faults.md.
import type { Fault } from './faults.ts';
import { isExplained, type Judgement } from './judge.ts';
import type { Plan } from './trial.ts';

export interface Row {
  fault: Fault;
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
];

export const titleOf = ({ title, seconds }: Fault): string =>
  seconds > 0 ? `${title}, ${seconds} s` : title;

function cells(row: Row): string[] {
  const { fault, judgement, error } = row;
  const title = titleOf(fault);
  if (!judgement) return [title, '', '', '', '', '', error ?? '', 'no'];
  const { acknowledged, tasksMissing, spans, lines, lost, told } = judgement;
  const counted = told ? `told by ${fault.toldBy}` : `${lost.spans} and ${lost.lines}`;
  return [
    title,
    acknowledged,
    tasksMissing,
    `${spans.missing} of ${spans.expected}`,
    `${lines.missing} of ${lines.expected}`,
    spans.more + lines.more,
    counted,
    holds(row) ? 'yes' : 'no',
  ].map(String);
}

/** A table in Markdown, its columns aligned. */
export function tableOf(rows: Row[]): string {
  const all = [HEADER, ...rows.map(cells)];
  const widths = HEADER.map((_, column) =>
    Math.max(...all.map((line) => line[column]?.length ?? 0)),
  );
  const lineOf = (line: string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [header = '', ...lines] = all.map(lineOf);
  return [header, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...lines].join(
    '\n',
  );
}

/** docs/faults.md. */
export const pageOf = (rows: Row[], { requests, perSecond }: Plan): string => `# What is lost

Made by \`npm run test:faults\`, last on ${new Date().toISOString().slice(0, 10)}. Each row is a trial in a lab of its own: at least ${requests} requests at ${perSecond} a second, half of which add a task, while something breaks and is mended again. Then the database and the stores are asked for each request that was acknowledged, and all parts for what they counted as lost. *Counted* are spans and log lines. A row holds when no acknowledged task is missing, nothing is there twice, and as much was counted as is missing.

${tableOf(rows)}
`;
