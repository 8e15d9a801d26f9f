// How long a start takes with images there: npm run bench:start [-- --quick] [--against FOLDER]
// Prints a table; the full run also writes docs/bench/start.json and .svg. FOLDER is another checkout
// of the lab, such as the one before a change; both are started by turns.
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { atExit, interrupted, runCommand } from '../../evidence/command/command.ts';
import { freePorts } from '../../evidence/own-lab/own-lab.ts';
import { machine } from '../machine.ts';
import { say, writeResult } from '../output.ts';
import { shuffled } from '../statistics.ts';
import { type Checkout, startOnce, stop, WAYS, type Way } from './checkout.ts';
import { plot, report } from './report.ts';
import type { Series } from './result.ts';

const RUNS = { full: 20, quick: 2 };

/** The checkouts, each with a project of its own; the ports are shared, since only one runs. */
async function checkouts(against: string | undefined): Promise<Checkout[]> {
  const ports = await freePorts();
  const checkout = (title: string, folder: string, name: string): Checkout => ({
    title,
    folder,
    env: {
      ...process.env,
      ...ports,
      COMPOSE_PROJECT_NAME: `otel-lab-bench-${name}-${process.pid}`,
    },
  });
  const ours = checkout(
    'this checkout',
    fileURLToPath(new URL('../../', import.meta.url)),
    'start',
  );
  if (!against) return [ours];
  return [ours, checkout(basename(resolve(against)), resolve(against), 'against')];
}

/** One start of each series, in random order. */
async function round(series: Series[], all: Checkout[]): Promise<void> {
  for (const one of shuffled(series)) {
    interrupted.throwIfAborted();
    const checkout = all.find(({ title }) => title === one.checkout) as Checkout;
    one.starts.push(await startOnce(checkout, one.way));
    await stop(checkout);
  }
}

await runCommand('bench:start', async () => {
  const { values } = parseArgs({
    options: { quick: { type: 'boolean', default: false }, against: { type: 'string' } },
  });
  const runs = values.quick ? RUNS.quick : RUNS.full;
  const all = await checkouts(values.against);
  for (const checkout of all) {
    atExit(() => stop(checkout, { completely: true }));
    say(`${checkout.title}: a first start, which makes its images and data`);
    await startOnce(checkout, 'npm start');
    await stop(checkout);
  }
  const ways = Object.keys(WAYS) as Way[];
  const series = all.flatMap(({ title }) =>
    ways.map((way): Series => ({ checkout: title, way, starts: [] })),
  );
  for (let number = 1; number <= runs; number += 1) {
    say(`start ${number} of ${runs}`);
    await round(series, all);
  }
  const result = { node: process.version, machine: machine(), runs, series };
  process.stdout.write(report(result));
  if (!values.quick) {
    writeResult('start', result, plot(result));
  }
  return 0;
});
