// What TLS, and keeping a part of the traces, cost per request: npm run bench:modes [-- --quick]
// The plain lab, the hardened one and the sampling one are asked by turns; the two others are paused
// meanwhile. Prints a table; the full run also writes docs/bench/modes.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tls from 'node:tls';
import { parseArgs } from 'node:util';
import { atExit, interrupted, runCommand } from '../../evidence/command/command.ts';
import { runProgram } from '../../evidence/command/program.ts';
import { Client } from '../../evidence/load/client.ts';
import { atRate } from '../../evidence/load/schedule.ts';
import { freePorts, PLAIN } from '../../evidence/own-lab/own-lab.ts';
import { machine } from '../machine.ts';
import { say, writeResult } from '../output.ts';
import { shuffled } from '../statistics.ts';
import { workFolder } from '../work-folder.ts';
import { cpuByService } from './cpu.ts';
import { report, summaryOf } from './report.ts';

const MODES = { plain: {}, hardened: { LAB_HARDENED: 'true' }, sampling: { LAB_SAMPLING: 'true' } };
type Mode = keyof typeof MODES;
const RATE = 100;
const ROUNDS = { full: { rounds: 3, seconds: 20 }, quick: { rounds: 1, seconds: 5 } };
/** Seconds until what was sent is stored, decisions about traces included. */
const SETTLE_SECONDS = 12;

interface Lab {
  mode: Mode;
  project: string;
  env: Record<string, string>;
}

const compose = ({ env }: Lab, ...args: string[]) =>
  runProgram('docker', ['compose', ...args], { env });

async function startLab(mode: Mode): Promise<Lab> {
  const project = `otel-lab-bench-${mode}-${process.pid}`;
  const secrets = workFolder();
  const overlay = mode === 'plain' ? '' : `:compose.${mode}.yml`;
  const env = {
    ...PLAIN,
    LAB_SECRETS_DIR: secrets,
    ...(await freePorts()),
    ...MODES[mode],
    COMPOSE_PROJECT_NAME: project,
    COMPOSE_FILE: `docker-compose.yml${overlay}`,
  };
  const lab = { mode, project, env };
  atExit(async () => {
    await compose(lab, 'unpause').catch(() => '');
    await runProgram('scripts/cleanup.sh', ['--yes'], { env });
  });
  say(`starting the ${mode} lab`);
  await runProgram('scripts/start.sh', [], { env, signal: interrupted });
  if (mode === 'hardened') {
    const authority = readFileSync(join(secrets, 'ca.pem'), 'utf8');
    tls.setDefaultCACertificates([...tls.getCACertificates(), authority]);
  }
  await compose(lab, 'pause');
  return lab;
}

/** Microseconds of CPU per request, by service: of those seconds, less that of as many without requests. */
async function measure(lab: Lab, seconds: number): Promise<Record<string, number>> {
  await compose(lab, 'unpause');
  const scheme = lab.mode === 'hardened' ? 'https' : 'http';
  const client = new Client(`${scheme}://127.0.0.1:${lab.env.FRONTEND_PORT}`, { connections: 20 });
  const pass = async (requests: number) => {
    const before = await cpuByService(lab.project);
    const answers: Promise<{ status: number }>[] = [];
    const list = { method: 'GET', path: '/api/tasks?limit=5' };
    const whole = sleep((seconds + SETTLE_SECONDS) * 1000, undefined, { signal: interrupted });
    await atRate(requests, RATE, () => answers.push(client.send(list)), interrupted);
    const failed = (await Promise.all(answers)).filter(({ status }) => status !== 200);
    if (failed.length > 0)
      throw new Error(`${failed.length} requests failed in the ${lab.mode} lab`);
    await whole;
    const after = await cpuByService(lab.project);
    return Object.entries(after).map(([name, used]) => [name, used - (before[name] ?? 0)] as const);
  };
  await pass(RATE);
  const idle = Object.fromEntries(await pass(0));
  const busy = await pass(RATE * seconds);
  client.close();
  await compose(lab, 'pause');
  const added = busy.map(([name, used]) => [name, used - (idle[name] ?? 0)] as const);
  return Object.fromEntries(added.map(([name, used]) => [name, (used * 1e6) / (RATE * seconds)]));
}

await runCommand('bench:modes', async () => {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const { rounds, seconds } = ROUNDS[values.quick ? 'quick' : 'full'];
  const labs: Lab[] = [];
  for (const mode of Object.keys(MODES) as Mode[]) labs.push(await startLab(mode));
  const measured = new Map<Mode, Record<string, number>[]>(labs.map(({ mode }) => [mode, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const lab of shuffled(labs)) {
      say(`round ${round} of ${rounds}: ${lab.mode}`);
      measured.get(lab.mode)?.push(await measure(lab, seconds));
    }
  }
  const result = {
    node: process.version,
    machine: machine(),
    ...{ rounds, seconds, perSecond: RATE, unit: 'µs of CPU per request' },
    modes: Object.fromEntries([...measured].map(([mode, all]) => [mode, summaryOf(all)])),
  };
  process.stdout.write(report(result.unit, result.modes));
  if (!values.quick) writeResult('modes', result);
  return 0;
});
