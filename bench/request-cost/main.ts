// What telemetry costs per request, in one run on one machine: npm run bench [-- --quick]
// Prints a table; the full run also writes docs/bench/request-cost.json and .svg.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { say, writeResult } from '../output.ts';
import { fillTable, measureLargeTable } from './large-table.ts';
import { measureLatency } from './open-loop.ts';
import { FULL, type Plan, QUICK } from './plan.ts';
import { plot } from './plot.ts';
import { report } from './report.ts';
import { type Measurements, toResult } from './result.ts';
import { measureRounds, warmUp } from './saturation.ts';
import type { ServerProcess } from './server-process.ts';
import { readReceived } from './telemetry-received.ts';
import { startSink, startVariant, startVariants, stopAll } from './variants-running.ts';

/** Saturation and latency, with all variants up. */
async function measureVariants(plan: Plan, folder: string, sink: ServerProcess) {
  const servers = await startVariants(folder, sink);
  try {
    say('warming up');
    await warmUp(servers, plan);
    const rounds = await measureRounds(servers, plan, (n) => say(`round ${n} of ${plan.rounds}`));
    say('latency at a fixed rate');
    return { rounds, latency: await measureLatency(servers, plan) };
  } finally {
    await stopAll(Object.values(servers));
  }
}

async function measureQueries(plan: Plan, folder: string, sink: ServerProcess) {
  say(`lists and searches among ${plan.rows} tasks`);
  const file = join(folder, 'large.db');
  fillTable(file, plan.rows);
  const server = await startVariant('tuned', file, sink);
  return measureLargeTable(server, plan).finally(() => server.stop());
}

async function measure(plan: Plan, folder: string): Promise<Measurements> {
  const sink = await startSink();
  try {
    const { rounds, latency } = await measureVariants(plan, folder, sink);
    const received = await readReceived(sink.port);
    return { rounds, latency, received, largeTable: await measureQueries(plan, folder, sink) };
  } finally {
    await sink.stop();
  }
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const plan = values.quick ? QUICK : FULL;
const folder = mkdtempSync(join(tmpdir(), 'otel-lab-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => process.exit(1));
}

const result = toResult(plan, await measure(plan, folder));
process.stdout.write(report(result));
if (!values.quick) {
  writeResult('request-cost', result, plot(result));
}
