// Other values in the lab's own configuration, one after another: is there a better one?
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { writeVaried } from '../varied.ts';
import { COLLECTORS, type Collector } from './collectors.ts';
import type { Plan } from './plan.ts';
import { type Taken, take } from './throughput.ts';
import { CONFIG, STORES, VARIATIONS, type Variation } from './variation.ts';
import { type Watch, watchedWithQueue } from './watch.ts';

export interface Swept {
  title: string;
  taken: Taken;
  watch: Watch;
}

/** Gives the collector another configuration and memory limit: a new container on the same volume. */
async function restart(lab: OwnLab, folder: string, variation: Variation): Promise<void> {
  const { title, replacements = {}, memory } = variation;
  const env = {
    BENCH_COLLECTOR_CONFIG: writeVaried(folder, title, CONFIG, replacements[CONFIG]),
    BENCH_STORES_CONFIG: writeVaried(folder, title, STORES, replacements[STORES]),
    ...(memory && { COLLECTOR_MEMORY: memory }),
  };
  const options = ['--detach', '--wait', '--no-deps', '--force-recreate', 'otel-collector'];
  await lab.compose(['up', ...options], env);
}

/** @param folder for the configurations. */
export async function measureSweep(
  lab: OwnLab,
  plan: Plan,
  folder: string,
  say: (text: string) => void,
): Promise<Swept[]> {
  const results: Swept[] = [];
  const measure = async (title: string, collector: Collector) => {
    say(`sweep: ${title}`);
    const work = () => take(collector, 'spans', plan.sweepSeconds);
    const [taken, watch] = await watchedWithQueue(lab, work);
    results.push({ title, taken, watch });
  };
  await measure('pass-through, to compare', COLLECTORS['pass-through']);
  for (const variation of VARIATIONS) {
    await restart(lab, folder, variation);
    await measure(variation.title, COLLECTORS.lab);
  }
  return results;
}
