// Runs every command and query of the documentation against the running lab. Run by
// `scripts/test.sh docs`. In a block TRACE_ID stands for the id of a trace that was just made.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lab, root } from '../stores/lab.ts';
import { logMetric, logRecords } from '../stores/loki.ts';
import { pollUntil } from '../stores/poll-until.ts';
import { samples } from '../stores/prometheus.ts';
import { searchTraces } from '../stores/tempo.ts';
import { count, countsOf, printResults, type Result } from './checks/checks.ts';
import { needPrometheus } from './checks/need-answer.ts';
import { runCommand, step } from './command/command.ts';
import { runProgram } from './command/program.ts';
import { type Example, examplesOf } from './examples/examples.ts';
import { Client } from './load/client.ts';
import { newTrace } from './trace-context.ts';

const run = promisify(execFile);
/** Seconds for a command. */
const COMMAND_SECONDS = 300;
/** Seconds until a query finds something: what it looks for may be on its way. */
const QUERY_SECONDS = 60;

/** Requests of all kinds that queries look for, and the id of one's trace. */
async function makeTraffic(): Promise<string> {
  const client = new Client(lab.frontend);
  const { traceId, traceparent } = newTrace();
  const headers = { traceparent };
  const body = { title: 'From an example' };
  const created = await client.send({ method: 'POST', path: '/api/tasks', body, headers });
  const { id } = JSON.parse(created.body) as { id: number };
  const paths = ['/api/tasks', `/api/tasks/${id}`, '/api/tasks/999999999'];
  const made = ['/api/simulate-error', '/api/simulate-slow?delay=0.8'];
  for (const path of [...paths, ...made]) await client.send({ method: 'GET', path });
  await client.send({ method: 'POST', path: '/api/tasks', body: { title: '' } });
  await client.send({ method: 'DELETE', path: `/api/tasks/${id}` });
  client.close();
  return traceId;
}

async function runText(text: string): Promise<string> {
  const options = { cwd: root, timeout: COMMAND_SECONDS * 1000, maxBuffer: 2 ** 26 };
  try {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', text], options);
    return stdout.trim().split('\n').at(-1) ?? '';
  } catch (error) {
    const { stderr, stdout, message } = error as Error & { stderr?: string; stdout?: string };
    throw new Error(stderr?.trim() || stdout?.trim() || message);
  }
}

/** How many results a query has. */
async function askFor(language: Example['language'], query: string): Promise<number> {
  if (language === 'promql') return (await samples(query)).length;
  if (language === 'traceql') return (await searchTraces(query)).length;
  if (query.startsWith('{')) return (await logRecords(query)).length;
  return (await logMetric(query, `${Date.now()}000000`)).length;
}

const found = (language: Example['language'], query: string): Promise<string> =>
  pollUntil(query, QUERY_SECONDS, async () => {
    const number = await askFor(language, query);
    if (number === 0) throw new Error('nothing found');
    return `${number} found`;
  });

async function resultOf(page: string, example: Example, traceId: string): Promise<Result> {
  const { language, line, notRun } = example;
  const text = example.text.replaceAll('TRACE_ID', traceId);
  const title = `${page}:${line} ${text.split('\n')[0]}`;
  const began = performance.now();
  const result = (outcome: Result['outcome'], detail: string): Result => {
    const seconds = (performance.now() - began) / 1000;
    return { title, outcome, seconds, detail: detail.replaceAll(/\s+/g, ' '), byHand: text };
  };
  if (notRun) return result('skipped', notRun);
  try {
    const isCommand = language === 'bash' || language === 'sh';
    return result('ok', await (isCommand ? runText(text) : found(language, text)));
  } catch (error) {
    return result('failed', (error as Error).message);
  }
}

await runCommand('test', async () => {
  await needPrometheus();
  // A lesson's commands belong to its fault; lessons/testing/prove.ts tries those.
  const pages = (await runProgram('git', ['ls-files', '*.md', ':!lessons'])).split('\n');
  const traceId = await makeTraffic();
  const results: Result[] = [];
  for (const page of pages) {
    for (const example of examplesOf(readFileSync(join(root, page), 'utf8'))) {
      const result = await resultOf(page, example, traceId);
      printResults([result]);
      results.push(result);
    }
  }
  step(countsOf(results));
  return count(results, 'failed') === 0 ? 0 : 1;
});
