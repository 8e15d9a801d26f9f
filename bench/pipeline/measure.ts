// All phases in order. Loaded when the lab's addresses are known.
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { summarize } from '../statistics.ts';
import { measureFlood } from './flood.ts';
import type { Plan } from './plan.ts';
import type { Measurements } from './result.ts';
import { measureSustained } from './sustained.ts';
import { measureThroughput } from './throughput.ts';

export async function measure(
  lab: OwnLab,
  plan: Plan,
  say: (text: string) => void,
): Promise<Measurements> {
  const rounds = await measureThroughput(plan, say);
  const bears = summarize(rounds.map(({ spans }) => spans.lab.perSecond)).median;
  say(`${plan.sustained.perSecond} spans/s for ${plan.sustained.seconds} s`);
  const sustained = await measureSustained(lab, plan);
  say(`${plan.flood.times} × ${bears.toFixed(0)} spans/s for ${plan.flood.seconds} s`);
  return { rounds, sustained, flood: await measureFlood(lab, plan, bears) };
}
