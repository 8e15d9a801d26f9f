// Other values in the lab's own configuration, one after another: is there a better one?
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnLab } from '../own-lab.ts';
import { COLLECTORS } from './collectors.ts';
import type { Plan } from './plan.ts';
import { type Taken, take } from './throughput.ts';
import { VARIATIONS, type Variation, vary } from './variation.ts';
import { type Watch, watched } from './watch.ts';

const CONFIGURATION = new URL('../../otel-collector/config.yaml', import.meta.url);

export interface Swept {
  title: string;
  taken: Taken;
  watch: Watch;
}

/** Gives the collector another configuration and memory limit: a new container on the same volume. */
async function restart(lab: OwnLab, file: string, { memory }: Variation): Promise<void> {
  const env = { BENCH_COLLECTOR_CONFIG: file, ...(memory && { COLLECTOR_MEMORY: memory }) };
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
  const configuration = readFileSync(CONFIGURATION, 'utf8');
  const file = join(folder, 'config.yaml');
  const results: Swept[] = [];
  for (const variation of VARIATIONS) {
    say(`sweep: ${variation.title}`);
    writeFileSync(file, vary(configuration, variation));
    await restart(lab, file, variation);
    const [taken, watch] = await watched(lab, () =>
      take(COLLECTORS.lab, 'spans', plan.sweepSeconds),
    );
    results.push({ title: variation.title, taken, watch });
  }
  return results;
}
