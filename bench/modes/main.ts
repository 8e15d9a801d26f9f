// What TLS, and keeping a part of the traces, cost per request: npm run bench:modes [-- --quick]
// The plain lab, the hardened one and the sampling one are asked by turns; the two others are paused
// meanwhile. Prints a table; the full run also writes docs/bench/modes.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tls from 'node:tls';
import { parseArgs } from 'node:util';
import { interrupted, runCommand } from '../../evidence/command/command.ts';
import { Client } from '../../evidence/load/client.ts';
import { atRate } from '../../evidence/load/schedule.ts';
import { sum } from '../../evidence/statistics.ts';
import { columns, type Summaries, summarizeEach } from '../columns.ts';
import { cpuByService } from '../cpu.ts';
import { machine } from '../machine.ts';
import { say, writeResult } from '../output.ts';
import { type PausedLab, startPaused } from '../paused-lab.ts';
import { shuffled } from '../statistics.ts';

const MODES = {
  plain: {},
  hardened: { settings: { LAB_HARDENED: 'true' }, overlays: ['compose.hardened.yml'] },
  sampling: { settings: { LAB_SAMPLING: 'true' }, overlays: ['compose.sampling.yml'] },
};
type Mode = keyof typeof MODES;
const RATE = 100;
const ROUNDS = { full: { rounds: 3, seconds: 20 }, quick: { rounds: 1, seconds: 5 } };
/** Seconds until what was sent is stored, decisions about traces included. */
const SETTLE_SECONDS = 12;

type Lab = PausedLab<Mode>;

async function startLab(mode: Mode): Promise<Lab> {
  const lab = await startPaused(mode, MODES[mode]);
  if (mode === 'hardened') {
    const authority = readFileSync(join(lab.env.LAB_SECRETS_DIR ?? '', 'ca.pem'), 'utf8');
    tls.setDefaultCACertificates([...tls.getCACertificates(), authority]);
  }
  return lab;
}

/** Microseconds of CPU per request, by service: of those seconds, less that of as many without requests. */
async function measure(lab: Lab, seconds: number): Promise<Record<string, number>> {
  await lab.resume();
  const scheme = lab.name === 'hardened' ? 'https' : 'http';
  const client = new Client(`${scheme}://127.0.0.1:${lab.env.FRONTEND_PORT}`, { connections: 20 });
  const pass = async (requests: number) => {
    const before = await cpuByService(lab.project);
    const answers: Promise<{ status: number }>[] = [];
    const list = { method: 'GET', path: '/api/tasks?limit=5' };
    const whole = sleep((seconds + SETTLE_SECONDS) * 1000, undefined, { signal: interrupted });
    await atRate(requests, RATE, () => answers.push(client.send(list)), interrupted);
    const failed = (await Promise.all(answers)).filter(({ status }) => status !== 200);
    if (failed.length > 0)
      throw new Error(`${failed.length} requests failed in the ${lab.name} lab`);
    await whole;
    const after = await cpuByService(lab.project);
    return Object.entries(after).map(([name, used]) => [name, used - (before[name] ?? 0)] as const);
  };
  await pass(RATE);
  const idle = Object.fromEntries(await pass(0));
  const busy = await pass(RATE * seconds);
  client.close();
  await lab.pause();
  const added = busy.map(([name, used]) => [name, used - (idle[name] ?? 0)] as const);
  return Object.fromEntries(added.map(([name, used]) => [name, (used * 1e6) / (RATE * seconds)]));
}

/** By service; `all` is the whole lab. */
function summaryOf(rounds: Record<string, number>[]): Summaries {
  const all = rounds.map((one) => ({
    ...Object.fromEntries(Object.entries(one).sort()),
    all: sum(Object.values(one)),
  }));
  return summarizeEach(all);
}

await runCommand('bench:modes', async () => {
  const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
  const { rounds, seconds } = ROUNDS[values.quick ? 'quick' : 'full'];
  const labs: Lab[] = [];
  for (const mode of Object.keys(MODES) as Mode[]) labs.push(await startLab(mode));
  const measured = new Map<Mode, Record<string, number>[]>(labs.map(({ name }) => [name, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const lab of shuffled(labs)) {
      say(`round ${round} of ${rounds}: ${lab.name}`);
      measured.get(lab.name)?.push(await measure(lab, seconds));
    }
  }
  const result = {
    node: process.version,
    machine: machine(),
    ...{ rounds, seconds, perSecond: RATE, unit: 'µs of CPU per request' },
    modes: Object.fromEntries([...measured].map(([mode, all]) => [mode, summaryOf(all)])),
  };
  process.stdout.write(columns(result.unit, result.modes));
  if (!values.quick) writeResult('modes', result);
  return 0;
});
