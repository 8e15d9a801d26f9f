// Stages of scripts/pipeline.sh that check whether the traffic of the stage `traffic` has
// arrived: traces, metrics, logs; and `objectives`: did the gate count the requests meant to be bad?
// `ready` runs before that traffic, so that earlier requests are in an export of their own.
import { root } from '../stores/lab.ts';
import { ARRIVED_CHECKS } from './arrived/arrived-checks.ts';
import { objectivesSaw, readGate } from './arrived/objectives-check.ts';
import { readTraffic } from './arrived/traffic-file.ts';
import { count, countsOf, printResults, type Result, runChecks } from './checks/checks.ts';
import { writeJunit } from './checks/junit.ts';
import { nextExport } from './checks/next-export.ts';
import { runCommand, step, WrongCall } from './command/command.ts';

const isSignal = (name: string): name is keyof typeof ARRIVED_CHECKS => name in ARRIVED_CHECKS;

async function resultsOf(stage: string): Promise<Result[]> {
  const traffic = readTraffic();
  if (stage === 'objectives') return objectivesSaw(traffic, readGate());
  if (!isSignal(stage)) throw new WrongCall(`no such stage: ${stage}`);
  return runChecks(ARRIVED_CHECKS[stage](traffic));
}

await runCommand('pipeline', async ([stage = '']) => {
  if (stage === 'ready') {
    await nextExport(30, 'the backend has sent no metrics for 30 s. Start the lab with: npm start');
    return 0;
  }
  const results = await resultsOf(stage);
  const junit = `${root}/reports/${stage}.xml`;
  printResults(results);
  writeJunit(junit, stage, results);
  step(`${countsOf(results)}; written to ${junit}`);
  return count(results, 'failed') === 0 ? 0 : 1;
});
