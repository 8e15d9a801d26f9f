// When each signal of a request can be seen, and what it costs: npm run bench:freshness [-- --quick]
// Prints a table; the full run also writes docs/bench/freshness.json and .svg.
import { parseArgs } from 'node:util';
import { atExit, runCommand } from '../../evidence/command/command.ts';
import { CONFIGURATIONS, prepareLab } from '../../evidence/own-lab/own-lab.ts';
import { machine } from '../machine.ts';
import { say, writeResult } from '../output.ts';
import { workFolder } from '../work-folder.ts';

await runCommand('bench:freshness', async () => {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const lab = await prepareLab('bench-freshness', [CONFIGURATIONS]);
  atExit(() => lab.remove());
  // Here, since they read the lab's addresses as they are loaded.
  const { FULL, measure, QUICK } = await import('./measure.ts');
  const { plot, report } = await import('./report.ts');
  say('starting a lab of its own');
  const measured = await measure(lab, values.quick ? QUICK : FULL, workFolder(), say);
  const result = { node: process.version, machine: machine(), ...measured };
  process.stdout.write(report(result));
  if (!values.quick) {
    writeResult('freshness', result, plot(result));
  }
  return 0;
});
