import { needAnswer } from './checks/need-answer.ts';
import {
  atExit,
  complain,
  keepStdoutForJson,
  printJson,
  runCommand,
  say,
  step,
} from './command/command.ts';
import { Client } from './load/client.ts';
import { planRequests } from './load/plan.ts';
import { readOptions } from './traffic/options.ts';
import { Sender } from './traffic/sender.ts';
import { problemsOf, summarise, summaryLines } from './traffic/summary.ts';

await runCommand('traffic', async (args) => {
  const options = readOptions(args);
  const { url, perSecond, seconds, mixText, seed, json } = options;
  if (json) keepStdoutForJson();
  await needAnswer(`${url}/api/tasks?limit=1`, `nothing answers at ${url}/api/tasks`);
  const sender = new Sender(new Client(url, { userAgent: 'otel-lab-traffic' }));
  atExit(() => sender.cleanUp());

  const plan = planRequests(options);
  step(
    `${plan.length} requests to ${url} in ${seconds} s, ${perSecond} a second (${mixText}, seed ${seed})`,
  );
  const began = Date.now();
  const took = await sender.sendAll(plan, perSecond);
  const result = summarise(sender.sent, { url, mix: mixText, seed, perSecond, began, took });
  if (json) printJson(result);
  else summaryLines(result).forEach(say);
  const problems = problemsOf(result);
  problems.forEach(complain);
  return problems.length === 0 ? 0 : 1;
});
