// Finds the commands and queries in Markdown.

/** The languages of fenced blocks that can be run. */
export const RUNNABLE = ['bash', 'sh', 'promql', 'traceql', 'logql'] as const;
export type Language = (typeof RUNNABLE)[number];

export interface Example {
  language: Language;
  text: string;
  /** Of the block's first fence, from 1. */
  line: number;
  /** Why it is not run: from the comment `<!-- not run: reason -->` before it. */
  notRun?: string;
}

const isRunnable = (word: string): word is Language => RUNNABLE.some((known) => known === word);

/** The runnable fenced blocks of a Markdown text, in their order. */
export function examplesOf(markdown: string): Example[] {
  const examples: Example[] = [];
  const lines = markdown.split('\n');
  let fence: { language: string; line: number; notRun: string | undefined } | undefined;
  let before = '';
  lines.forEach((line, index) => {
    const [, word] = /^```(\S*)\s*$/.exec(line) ?? [];
    if (word === undefined) {
      if (!fence && line.trim() !== '') before = line;
      return;
    }
    if (!fence) {
      const [, notRun] = /^<!-- not run: (.+) -->$/.exec(before.trim()) ?? [];
      fence = { language: word, line: index + 1, notRun };
      return;
    }
    const { language, line: first, notRun } = fence;
    if (isRunnable(language)) {
      const text = lines.slice(first, index).join('\n');
      examples.push({ language, text, line: first, ...(notRun && { notRun }) });
    }
    fence = undefined;
    before = '';
  });
  return examples;
}
