// What the lab's pipeline bears, on one machine: npm run bench:pipeline [-- --quick] [-- --sweep | --scaled]
// Prints a table; the full run also writes docs/bench/pipeline.json and .svg.
// --sweep tries other values in the collector's configuration instead; --scaled measures the scaled lab
// beside the plain one.
import { parseArgs } from 'node:util';
import { atExit, runCommand } from '../../evidence/command/command.ts';
import { CONFIGURATIONS, type OwnLab, PLAIN, prepareLab } from '../../evidence/own-lab/own-lab.ts';
import { say, writeResult } from '../output.ts';
import { workFolder } from '../work-folder.ts';
import { FULL, type Plan, QUICK } from './plan.ts';

const OVERLAY = 'bench/pipeline/compose.yml';
const PORTS = ['PASS_THROUGH_PORT', 'PASS_THROUGH_METRICS_PORT'];

async function pipeline(lab: OwnLab, plan: Plan): Promise<void> {
  // Here, since they read the lab's addresses as they are loaded.
  const { measure } = await import('./measure.ts');
  const { toResult } = await import('./result.ts');
  const { report } = await import('./report.ts');
  const { plot } = await import('./plot.ts');
  const result = toResult(plan, await measure(lab, plan, say));
  process.stdout.write(report(result));
  if (plan !== FULL) return;
  writeResult('pipeline', result, plot(result));
}

async function sweep(lab: OwnLab, plan: Plan): Promise<void> {
  const { measureSweep } = await import('./sweep.ts');
  const { machine } = await import('../machine.ts');
  const { sweepReport } = await import('./report.ts');
  const swept = await measureSweep(lab, plan, workFolder(), say);
  const result = { node: process.version, machine: machine(), seconds: plan.sweepSeconds, swept };
  process.stdout.write(sweepReport(result));
  if (plan === FULL) writeResult('pipeline-sweep', result);
}

await runCommand('bench:pipeline', async () => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      sweep: { type: 'boolean', default: false },
      scaled: { type: 'boolean', default: false },
    },
  });
  if (values.scaled) {
    Object.assign(process.env, PLAIN);
    const { benchScaled } = await import('./scaled.ts');
    await benchScaled(values.quick);
    return 0;
  }
  const plan = values.quick ? QUICK : FULL;
  const lab = await prepareLab('bench-pipeline', [CONFIGURATIONS, OVERLAY], PORTS);
  atExit(() => lab.remove());
  say('starting a lab of its own: two collectors and the stores');
  await lab.compose(['up', '--detach', '--wait', 'otel-collector', 'pass-through']);
  await (values.sweep ? sweep(lab, plan) : pipeline(lab, plan));
  return 0;
});
