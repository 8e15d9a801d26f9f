// What the programs of this folder share: output, exit status, Ctrl-C.
// Exit status: 0 yes, 1 no, 2 no answer is possible.
import { AskError } from '../../stores/ask-error.ts';

/** The question cannot be answered, which is not a "no". Ends the program with status 2. */
export class CannotTell extends Error {}

/** The arguments are wrong. Ends the program with status 2. */
export class WrongCall extends Error {}

let out: NodeJS.WriteStream = process.stdout;
/** With --json, only the result goes to standard output; everything else to standard error. */
export const keepStdoutForJson = (): void => {
  out = process.stderr;
};
export const printJson = (result: unknown): void => {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
};

/** Prints a line of output. */
export const print = (line: string): void => {
  out.write(`${line}\n`);
};
/** Announces a step. */
export const step = (text: string): void => print(`==> ${text}`);
/** Prints a detail of the step. */
export const say = (text: string): void => print(`    ${text}`);

let name = '';
/** Prints a line to standard error, with the program's name. */
export const complain = (text: string): void => {
  process.stderr.write(`${name}: ${text}\n`);
};

const interruption = new AbortController();
/** Aborted by Ctrl-C, by the end of the terminal, and by `kill`. */
export const interrupted = interruption.signal;

const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

const cleanups: (() => Promise<unknown>)[] = [];
/** Calls `cleanup` when the program ends, for whatever reason. */
export const atExit = (cleanup: () => Promise<unknown>): void => {
  cleanups.push(cleanup);
};

async function end(status: number): Promise<never> {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup().catch(() => {});
  // process.exit would lose what is still being written to a pipe.
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) => new Promise((resolve) => stream.write('', resolve)),
    ),
  );
  process.exit(status);
}

/** Prints `error` and returns the exit status for it. */
function statusOf(error: unknown): number {
  if (error instanceof WrongCall) {
    complain(error.message);
    complain(`see: scripts/${name}.sh --help`);
  } else if (error instanceof CannotTell || error instanceof AskError) {
    complain(error.message);
  } else {
    complain((error as Error).stack ?? String(error));
  }
  return 2;
}

/**
 * Runs a program and ends the process.
 * @param scriptName the script in scripts/ that calls it, without .sh.
 * @param run returns the exit status.
 */
export async function runCommand(
  scriptName: string,
  run: (args: string[]) => Promise<number>,
): Promise<void> {
  name = scriptName;
  for (const [signal, status] of Object.entries(SIGNALS)) {
    process.once(signal, () => {
      interruption.abort();
      void end(status);
    });
  }
  // Its reader has seen enough, such as `head`; with the status of a program that SIGPIPE ends.
  process.stdout.on('error', () => void end(141));
  let status: number;
  try {
    status = await run(process.argv.slice(2));
  } catch (error) {
    // An interrupted wait throws; the signal handler ends the process.
    if (interrupted.aborted) return;
    status = statusOf(error);
  }
  await end(status);
}
