// Floods a fresh lab with each kind of hostile values in turn, so that each answers for itself.
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { type Hostile, hostile, type Unmeasured } from './hostile.ts';
import { HOSTILE_KINDS, type HostileName } from './hostile-kinds.ts';
import type { Plan } from './plan.ts';
import { Traffic } from './traffic.ts';

export async function floods(
  lab: OwnLab,
  kinds: HostileName[],
  plan: Plan,
  statsKey: string,
  say: (text: string) => void,
): Promise<(Hostile | Unmeasured)[]> {
  const all: (Hostile | Unmeasured)[] = [];
  for (const kind of kinds) {
    say(`${kind}: starting a fresh lab`);
    await lab.empty();
    const traffic = new Traffic(statsKey);
    try {
      all.push(await hostile(lab, kind, plan, traffic, say));
    } catch (error) {
      const { message } = error as Error;
      say(`${kind}: ${message}`);
      all.push({ kind, title: HOSTILE_KINDS[kind].title, error: message });
    } finally {
      traffic.close();
    }
  }
  return all;
}
