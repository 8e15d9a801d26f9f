// What is lost when something breaks, and does anybody say so? Run by scripts/faults.sh, whose header
// describes the options.
import { countOf, readArguments } from './command/arguments.ts';
import { atExit, interrupted, print, runCommand, say, step, WrongCall } from './command/command.ts';
import { FAULTS, type Fault, RATE, REQUESTS, SHORT, USUAL } from './faults/faults.ts';
import type { Row } from './faults/table.ts';
import type { Plan } from './faults/trial.ts';
import { type OwnLab, prepareLab } from './own-lab/own-lab.ts';

const OVERLAY = 'evidence/faults/compose.yml';
const LEAK = 'evidence/faults/leak.yml';
/** Requests, in all or a second. */
const MOST = 999_999;

/** @throws {WrongCall} for a name that does not exist. */
function faultsOf(only: string | undefined, short: boolean): Fault[] {
  if (only === undefined) return short ? SHORT : USUAL;
  const names = only.split(',');
  const found = FAULTS.filter(({ name }) => names.includes(name));
  if (found.length === names.length) return found;
  throw new WrongCall(`--only has names out of: ${FAULTS.map(({ name }) => name).join(', ')}`);
}

/** One after another; a trial that cannot be made is a row, too. */
async function tryAll(
  lab: OwnLab,
  faults: Fault[],
  plan: Plan,
  keep: (row: Row) => void,
): Promise<Row[]> {
  // Here, since they read the lab's addresses as they are loaded.
  const { tryFault } = await import('./faults/trial.ts');
  const { titleOf, wordsFor } = await import('./faults/table.ts');
  const rows: Row[] = [];
  for (const fault of faults) {
    step(titleOf(fault));
    const date = new Date().toISOString().slice(0, 10);
    const row: Row = await tryFault(lab, fault, plan).then(
      (judgement) => ({ fault, date, judgement }),
      (error) => ({ fault, date, error: (error as Error).message }),
    );
    interrupted.throwIfAborted();
    rows.push(row);
    keep(row);
    for (const line of wordsFor(row)) say(line);
  }
  return rows;
}

await runCommand('faults', async (args) => {
  const { values } = readArguments(args, {
    only: { type: 'string' },
    requests: { type: 'string' },
    rate: { type: 'string' },
    short: { type: 'boolean', default: false },
    leak: { type: 'boolean', default: false },
  });
  const plan = {
    requests: countOf('--requests', values.requests, values.short ? 500 : REQUESTS, MOST),
    ...(values.rate && { perSecond: countOf('--rate', values.rate, RATE, MOST) }),
  };
  const faults = faultsOf(values.only, values.short);
  const overlays = values.leak ? [OVERLAY, LEAK] : [OVERLAY];
  const lab = await prepareLab('faults', overlays, ['TOXIPROXY_PORT']);
  atExit(() => lab.remove());
  step('starting a lab of its own');
  await lab.start();
  const { keep } = await import('./faults/kept.ts');
  const { short, leak, requests, rate } = values;
  const isUsual = !(short || leak || requests || rate);
  const rows = await tryAll(lab, faults, plan, (row) => isUsual && keep([row]));
  const { holds, summaryOf, tableOf } = await import('./faults/table.ts');
  print(`${tableOf(rows)}\n\n${summaryOf(rows)}`);
  const failed = rows.filter((row) => !holds(row)).length;
  step(`${rows.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed === 0 ? 0 : 1;
});
