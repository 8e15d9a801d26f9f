// Does the lab stay as fast, and bounded? npm run bench:growth -- --help
import { writeFileSync } from 'node:fs';
import { readArguments } from '../../evidence/command/arguments.ts';
import { atExit, runCommand, WrongCall } from '../../evidence/command/command.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { machine } from '../machine.ts';
import { asJson, say, writeResult } from '../output.ts';
import { type OwnLab, prepareLab } from '../own-lab.ts';
import { HOSTILE_KINDS, HOSTILE_NAMES, type HostileName } from './hostile-kinds.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import type { Result } from './result.ts';

const HELP = `Usage: npm run bench:growth [-- OPTION...]
Does the lab stay as fast, and bounded? Measures it after each part of many requests, and floods it
with values that have never been there before, in a lab of its own. Prints tables beside goals. A full
run, without options, takes hours and writes docs/bench/growth.json and .svg.

--only requests | hostile    one of the two parts
--only retention             instead, whether old data goes: a lab that keeps everything as short as it
                             can, half an hour
--requests N                 how many, in all (default ${FULL.requests})
--steps N                    in how many parts (default ${FULL.steps})
--values N                   hostile values of each kind (default ${FULL.hostileValues})
--kind NAME                  one kind of hostile values:
${HOSTILE_NAMES.map((name) => `                               ${name.padEnd(18)} ${HOSTILE_KINDS[name].title}`).join('\n')}
--quick                      does it run? ${QUICK.requests} requests, ${QUICK.hostileValues} values
--json FILE                  also write the result to a file
`;

const PARTS = ['requests', 'hostile'];
const RETENTION_OVERLAY = 'bench/growth/retention.yml';

/** @throws {WrongCall} for anything but a number from 1 on. */
function countOf(option: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (!/^[1-9][0-9]{0,8}$/.test(value)) throw new WrongCall(`${option} is a number, not: ${value}`);
  return Number(value);
}

/** @throws {WrongCall} for a name that does not exist. */
function kindsOf(kind: string | undefined): HostileName[] {
  const found = HOSTILE_NAMES.filter((name) => kind === undefined || name === kind);
  if (found.length === 0) throw new WrongCall(`--kind is one of: ${HOSTILE_NAMES.join(', ')}`);
  return found;
}

/** Starts the lab and measures it, in one or both parts. */
async function measure(
  lab: OwnLab,
  plan: Plan,
  statsKey: string,
  parts: string[],
  kinds: HostileName[],
) {
  say('starting a lab of its own');
  await lab.start();
  // Here, since they read the lab's addresses as they are loaded.
  const { grow } = await import('./grow.ts');
  const { floods } = await import('./floods.ts');
  const result: Result = { node: process.version, machine: machine(), plan };
  if (parts.includes('requests')) result.growth = await grow(lab, plan, statsKey, say);
  if (parts.includes('hostile')) result.hostile = await floods(lab, kinds, plan, statsKey, say);
  return result;
}

async function showRetention(): Promise<number> {
  const { shortenRetention } = await import('./short-retention.ts');
  const cleanUp = shortenRetention();
  atExit(async () => cleanUp());
  const lab = await prepareLab('growth', RETENTION_OVERLAY);
  atExit(() => lab.remove());
  say('starting a lab of its own, which keeps everything as short as it can');
  await lab.compose(['up', '--build', '--detach', '--wait', 'backend']);
  const { retention } = await import('./retention.ts');
  const { retentionReport } = await import('./report.ts');
  process.stdout.write(retentionReport(await retention(say)));
  return 0;
}

await runCommand('bench:growth', async (args) => {
  const { values } = readArguments(args, {
    only: { type: 'string' },
    requests: { type: 'string' },
    steps: { type: 'string' },
    values: { type: 'string' },
    kind: { type: 'string' },
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (values.only === 'retention') return showRetention();
  const base = values.quick ? QUICK : FULL;
  const plan: Plan = {
    ...base,
    requests: countOf('--requests', values.requests, base.requests),
    steps: countOf('--steps', values.steps, base.steps),
    hostileValues: countOf('--values', values.values, base.hostileValues),
  };
  const parts = PARTS.filter((part) => part === (values.only ?? part));
  if (parts.length === 0) throw new WrongCall(`--only is one of: ${PARTS.join(', ')}, retention`);
  const kinds = kindsOf(values.kind);
  const statsKey = hexId(16);
  process.env.STATS_API_KEY = statsKey;
  const lab = await prepareLab('growth');
  atExit(() => lab.remove());
  const result = await measure(lab, plan, statsKey, parts, kinds);
  const { report } = await import('./report.ts');
  const { plot } = await import('./plot.ts');
  process.stdout.write(report(result));
  if (values.json) writeFileSync(values.json, asJson(result));
  if (args.length > 0 || !result.growth) return 0;
  writeResult('growth', result, plot(result.growth, plan.rounds));
  return 0;
});
