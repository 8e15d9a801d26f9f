// What the scaled lab bears beside the plain one, on one machine: by turns, the other one paused. Which part
// uses the CPU, and where items wait: what saturates first comes after that place.
import { setTimeout as sleep } from 'node:timers/promises';
import { interrupted } from '../../evidence/command/command.ts';
import { sum } from '../../evidence/statistics.ts';
import { columns, summarizeEach } from '../columns.ts';
import { machine } from '../machine.ts';
import type { Signal } from '../otlp/batch.ts';
import { say, writeResult } from '../output.ts';
import { startPaused } from '../paused-lab.ts';
import { shuffled } from '../statistics.ts';
import { awake, cpuByPart, LABS, type Lab, type Name } from './scaled-lab.ts';
import { SIGNALS, take } from './throughput.ts';

type Numbers = Record<string, number>;
type ByLab<T> = Record<Name, T>;
const ROUNDS = { full: { rounds: 3, seconds: 5 }, quick: { rounds: 1, seconds: 2 } };
const IDLE_SECONDS = 10;

/** Seconds of CPU by part in one second without a load. Each time: a JVM needs less the longer it runs. */
async function idleOf(lab: Lab): Promise<Numbers> {
  const before = await cpuByPart(lab);
  await sleep(IDLE_SECONDS * 1000, undefined, { signal: interrupted });
  const after = Object.entries(await cpuByPart(lab));
  return Object.fromEntries(
    after.map(([part, used]) => [part, (used - (before[part] ?? 0)) / IDLE_SECONDS]),
  );
}

/** Sends as much as the lab takes. What it uses idle for as long is not counted. */
async function turn(lab: Lab, signal: Signal, seconds: number) {
  const collector = await awake(lab, signal);
  const idle = await idleOf(lab);
  const most = { gateways: 0, kafka: 0, workers: 0 };
  const timer = setInterval(async () => {
    const page = await collector.page().catch(() => undefined);
    if (!page) return;
    const now = collector.look(page);
    for (const place of ['gateways', 'kafka', 'workers'] as const)
      most[place] = Math.max(most[place], now[place]);
  }, 500);
  const before = await cpuByPart(lab);
  const taken = await take(collector, signal, seconds).finally(() => clearInterval(timer));
  const after = Object.entries(await cpuByPart(lab));
  await lab.pause();
  const { accepted, perSecond, drainSeconds, refused } = taken;
  const whole = taken.seconds + drainSeconds;
  const added = after.map(([part, used]) => {
    const own = used - (before[part] ?? 0) - (idle[part] ?? 0) * whole;
    return [part, (own * 1e6) / accepted] as const;
  });
  return {
    rates: { 'at the door': perSecond, 'until stored': accepted / whole, refused },
    cpu: { ...Object.fromEntries(added), all: sum(added.map(([, used]) => used)) },
    waited: {
      'MB in gateways': most.gateways / 1e6,
      'thousand items in Kafka': most.kafka / 1e3,
      'MB in workers, or the only collector': most.workers / 1e6,
    },
    idle,
    taken,
  };
}
type Turn = Awaited<ReturnType<typeof turn>>;

const BLOCKS = {
  rates: { unit: 'items a second', digits: 0 },
  cpu: { unit: 'CPU seconds for a million', digits: 1 },
  waited: { unit: 'waited, at most', digits: 1 },
};
type Block = keyof typeof BLOCKS;

function summaryOf({ plain, scaled }: ByLab<Turn[]>) {
  const of = (turns: Turn[], block: Block) => summarizeEach(turns.map((one) => one[block]));
  const both = (block: Block) => ({ plain: of(plain, block), scaled: of(scaled, block) });
  return { rates: both('rates'), cpu: both('cpu'), waited: both('waited') };
}

function print(signal: Signal, summary: ReturnType<typeof summaryOf>): void {
  for (const [block, { unit, digits }] of Object.entries(BLOCKS)) {
    const title = `${signal}: ${unit}`;
    // The scaled lab has all rows, in their order.
    const { plain, scaled } = summary[block as Block];
    process.stdout.write(columns(title, { scaled, plain }, digits));
  }
}

/** Measures and prints; writes docs/bench/pipeline-scaled.json unless it is `quick`. */
export async function benchScaled(quick: boolean): Promise<void> {
  const { rounds, seconds } = ROUNDS[quick ? 'quick' : 'full'];
  const labs: Lab[] = [];
  for (const name of Object.keys(LABS) as Name[]) labs.push(await startPaused(name, LABS[name]));
  const signals: Record<string, object> = {};
  for (const signal of SIGNALS) {
    const turns: ByLab<Turn[]> = { plain: [], scaled: [] };
    for (let round = 1; round <= rounds; round += 1) {
      for (const lab of shuffled(labs)) {
        say(`${signal}, round ${round} of ${rounds}: ${lab.name}`);
        turns[lab.name].push(await turn(lab, signal, seconds));
      }
    }
    const summary = summaryOf(turns);
    print(signal, summary);
    signals[signal] = { ...summary, turns };
  }
  const result = { node: process.version, machine: machine(), rounds, seconds, signals };
  if (!quick) writeResult('pipeline-scaled', result);
}
