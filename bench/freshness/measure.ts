// Measures freshness and its price: for each setting, at each rate.
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { type Cpu, underLoad, warmUp } from './cpu.ts';
import { probePage } from './page-probe.ts';
import { type Probe, probe } from './probes.ts';
import { apply, OTHERS, type Setting, SHIPPED, SILENT } from './settings.ts';

export interface Plan {
  probes: number;
  clicks: number;
  /** Of load, for each setting and rate; at least. */
  seconds: number;
  /** Requests before anything counts. */
  warmUp: number;
  /** Requests per second. */
  rates: number[];
  settings: Setting[];
}

export const FULL: Plan = {
  probes: 9,
  clicks: 9,
  seconds: 30,
  warmUp: 20_000,
  rates: [0, 20, 200],
  settings: [SILENT, SHIPPED, ...OTHERS],
};
export const QUICK: Plan = {
  probes: 2,
  clicks: 2,
  seconds: 3,
  warmUp: 1000,
  rates: [0, 200],
  settings: [SILENT, SHIPPED],
};

/** One setting at one rate. */
export interface Row {
  title: string;
  perSecond: number;
  probes: Probe[];
  cpu: Cpu;
}

export interface Measurements {
  rows: Row[];
  /** Seconds from clicks to the page's own span, as the lab is. */
  clicks: number[];
}

/** One after another: each probe asks the stores often, and several would wait for each other. */
async function probeTimes(count: number): Promise<Probe[]> {
  const probes: Probe[] = [];
  for (let number = 0; number < count; number += 1) probes.push(await probe());
  return probes;
}

export async function measure(
  lab: OwnLab,
  plan: Plan,
  folder: string,
  say: (text: string) => void,
): Promise<Measurements> {
  const result: Measurements = { rows: [], clicks: [] };
  for (const setting of plan.settings) {
    const { title, silent } = setting;
    await apply(lab, setting, folder);
    // The first of everything takes longer: series begin, caches fill, V8 compiles.
    await warmUp(plan.warmUp);
    await probeTimes(silent ? 0 : 1);
    for (const perSecond of plan.rates) {
      say(`${title}, at ${perSecond} requests/s`);
      const [probes, cpu] = await underLoad(lab, perSecond, plan.seconds, () =>
        probeTimes(silent ? 0 : plan.probes),
      );
      result.rows.push({ title, perSecond, probes, cpu });
    }
    if (setting === SHIPPED) {
      say('clicks in a browser');
      result.clicks = await probePage(plan.clicks);
    }
  }
  return result;
}
