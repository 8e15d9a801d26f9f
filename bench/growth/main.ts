// Does the lab stay as fast, and bounded? npm run bench:growth [-- OPTION...]; see --help
import { readArguments } from '../../evidence/command/arguments.ts';
import { atExit, runCommand } from '../../evidence/command/command.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { prepareLab } from '../own-lab.ts';
import { FULL, type Plan, QUICK } from './plan.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);

await runCommand('bench:growth', async (args) => {
  const { values } = readArguments(args, {
    requests: { type: 'string' },
    steps: { type: 'string' },
    quick: { type: 'boolean', default: false },
  });
  const base = values.quick ? QUICK : FULL;
  const plan: Plan = {
    ...base,
    requests: Number(values.requests ?? base.requests),
    steps: Number(values.steps ?? base.steps),
  };
  const statsKey = hexId(16);
  process.env.STATS_API_KEY = statsKey;
  const lab = await prepareLab('growth');
  atExit(() => lab.remove());
  say('starting a lab of its own');
  await lab.start();
  // Here, since they read the lab's addresses as they are loaded.
  const { grow } = await import('./grow.ts');
  const growth = await grow(lab, plan, statsKey, say);
  process.stdout.write(JSON.stringify(growth, null, 1));
  return 0;
});
