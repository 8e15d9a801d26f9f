// Sends one request through the running lab, then asks every store for exactly that trace. Run by
// scripts/verify.sh, whose header describes the options.
import { resolve } from 'node:path';
import { askJson } from '../stores/ask.ts';
import { lab, root } from '../stores/lab.ts';
import { counterBefore } from '../stores/prometheus.ts';
import { asJson, count, countsOf, printResults, runChecks } from './checks/checks.ts';
import { writeJunit } from './checks/junit.ts';
import { needAnswer } from './checks/need-answer.ts';
import { readArguments } from './command/arguments.ts';
import {
  atExit,
  keepStdoutForJson,
  printJson,
  runCommand,
  step,
  WrongCall,
} from './command/command.ts';
import { complete } from './complete/complete.ts';
import { privacy } from './privacy/privacy.ts';
import { newTrace, type TraceContext } from './trace-context.ts';
import { apiChecks } from './verify/api-checks.ts';
import { grafanaChecks } from './verify/grafana-checks.ts';
import { pageChecks } from './verify/page-checks.ts';
import { DURATIONS, REQUESTS, signalChecks } from './verify/signal-checks.ts';

/** Creates a task with a unique title, so that two runs do not interfere. Deletes it at the end. */
async function createTask({ traceId, traceparent }: TraceContext): Promise<void> {
  const tasks = `${lab.frontend}/api/tasks`;
  const { id } = await askJson<{ id: number }>('the API', tasks, {
    method: 'POST',
    headers: { traceparent, 'content-type': 'application/json' },
    body: JSON.stringify({ title: `verify ${traceId}` }),
    seconds: 10,
  });
  atExit(() => fetch(`${tasks}/${id}`, { method: 'DELETE', signal: AbortSignal.timeout(5000) }));
}

async function verify(junit: string, json: boolean): Promise<number> {
  const trace = newTrace();
  const before = {
    requests: await counterBefore(REQUESTS),
    durations: await counterBefore(DURATIONS),
  };
  step(`one request: POST ${lab.frontend}/api/tasks, trace ${trace.traceId}`);
  await createTask(trace);

  step('what the stores know of it, and after how many seconds');
  const [ofApi, ofPage] = await Promise.all([apiChecks(), pageChecks()]);
  const results = await runChecks([
    ...signalChecks(trace, before),
    ...ofApi,
    ...ofPage,
    ...grafanaChecks(trace.traceId),
  ]);
  printResults(results);
  writeJunit(junit, 'verify', results);
  if (json) printJson(asJson(results));
  step(`${countsOf(results)}; written to ${junit}`);
  return count(results, 'failed') === 0 ? 0 : 1;
}

await runCommand('verify', async (args) => {
  const { values } = readArguments(args, {
    complete: { type: 'string' },
    privacy: { type: 'boolean', default: false },
    junit: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const wanted = values.complete;
  if (wanted !== undefined && !(/^[1-9][0-9]{0,4}$/.test(wanted) && Number(wanted) <= 20_000)) {
    throw new WrongCall(`--complete is a number of requests from 1 to 20000, not: ${wanted}`);
  }
  if (values.privacy && wanted !== undefined) {
    throw new WrongCall('--complete and --privacy are two commands');
  }
  if (values.json) keepStdoutForJson();
  await needAnswer(`${lab.frontend}/healthz`, `nothing answers at ${lab.frontend}`);
  const report = values.privacy ? 'privacy' : wanted === undefined ? 'verify' : 'complete';
  const junit = resolve(values.junit ?? `${root}/reports/${report}.xml`);
  if (values.privacy) return privacy(junit, values.json);
  return wanted === undefined
    ? verify(junit, values.json)
    : complete(Number(wanted), junit, values.json);
});
