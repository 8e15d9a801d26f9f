// Does the lab stay as fast, and bounded? npm run bench:growth -- --help
import { countOf, readArguments } from '../../evidence/command/arguments.ts';
import { atExit, runCommand, WrongCall } from '../../evidence/command/command.ts';
import { prepareLab } from '../../evidence/own-lab/own-lab.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { machine } from '../machine.ts';
import { say, writeResult } from '../output.ts';
import { enforce } from '../targets.ts';
import { HOSTILE_KINDS, HOSTILE_NAMES, type HostileName } from './hostile-kinds.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import type { Result } from './result.ts';

const HELP = `Usage: npm run bench:growth [-- OPTION...]
Does the lab stay as fast, and bounded? Measures it after each part of many requests, and floods it
with values that have never been there before, in a lab of its own. Prints tables beside goals. With
the default sizes it takes hours, and writes its results to docs/bench.

--only requests | floods     one of the two parts
--only retention             instead, whether old data goes: a lab that keeps everything as short as it
                             can, half an hour
--requests N                 how many, in all (default ${FULL.requests})
--steps N                    in how many parts (default ${FULL.steps})
--values N                   hostile values of each kind (default ${FULL.hostileValues})
--kind NAME                  one kind of hostile values:
${HOSTILE_NAMES.map((name) => `                               ${name.padEnd(18)} ${HOSTILE_KINDS[name].title}`).join('\n')}
--quick                      does it run? ${QUICK.requests} requests, ${QUICK.hostileValues} values
--enforce                    exit with 1 when a goal is not met; goals in seconds depend on the machine and
                             do not count
`;

const PARTS = ['requests', 'floods'] as const;
/** With one of these, it is not the run whose results are kept. */
const SIZES = ['requests', 'steps', 'values', 'kind', 'quick'] as const;
const RETENTION_OVERLAY = 'bench/growth/retention.yml';

/** @throws {WrongCall} for a name that does not exist. */
function kindsOf(kind: string | undefined): HostileName[] {
  const found = HOSTILE_NAMES.filter((name) => kind === undefined || name === kind);
  if (found.length === 0) throw new WrongCall(`--kind is one of: ${HOSTILE_NAMES.join(', ')}`);
  return found;
}

/** Starts the lab and measures it, in one or both parts. */
async function measure(plan: Plan, parts: string[], kinds: HostileName[]): Promise<Result> {
  const statsKey = hexId(16);
  process.env.STATS_API_KEY = statsKey;
  const lab = await prepareLab('bench-growth');
  atExit(() => lab.remove());
  say('starting a lab of its own');
  await lab.start();
  // Here, since they read the lab's addresses as they are loaded.
  const { grow } = await import('./grow.ts');
  const { floods } = await import('./floods.ts');
  const result: Result = { node: process.version, machine: machine(), plan };
  if (parts.includes('requests')) result.growth = await grow(lab, plan, statsKey, say);
  if (parts.includes('floods')) result.floods = await floods(lab, kinds, plan, statsKey, say);
  return result;
}

/** Each part has files of its own, since each can be run alone. */
async function keep({ growth, floods, ...about }: Result): Promise<void> {
  const { plot } = await import('./plot.ts');
  if (growth) writeResult('growth', { ...about, growth }, plot(growth, about.plan.rounds));
  if (floods) writeResult('growth-floods', { ...about, floods });
}

async function showRetention(): Promise<number> {
  const { shortenRetention } = await import('./short-retention.ts');
  shortenRetention();
  const lab = await prepareLab('bench-growth', [RETENTION_OVERLAY]);
  atExit(() => lab.remove());
  say('starting a lab of its own, which keeps everything as short as it can');
  await lab.compose(['up', '--build', '--detach', '--wait', 'backend']);
  const { retention } = await import('./retention.ts');
  const { retentionReport } = await import('./report.ts');
  const retained = await retention(say);
  process.stdout.write(retentionReport(retained));
  writeResult('growth-retention', { node: process.version, machine: machine(), retained });
  return 0;
}

await runCommand('bench:growth', async (args) => {
  const { values } = readArguments(args, {
    only: { type: 'string' },
    requests: { type: 'string' },
    steps: { type: 'string' },
    values: { type: 'string' },
    kind: { type: 'string' },
    quick: { type: 'boolean', default: false },
    enforce: { type: 'boolean', default: false },
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
  const result = await measure(plan, parts, kindsOf(values.kind));
  const { report } = await import('./report.ts');
  const { judge } = await import('./targets.ts');
  process.stdout.write(report(result));
  if (!SIZES.some((option) => values[option])) await keep(result);
  return values.enforce ? enforce(judge(result)) : 0;
});
