// Plans all requests of traffic before the first is sent; depends only on the seed.
import type { KindName } from './kinds.ts';

/** The parts of a mix: `success` is several kinds, which use tasks; the others are one kind each. */
export type MixName = 'success' | 'slow' | 'error';
export type Mix = Partial<Record<MixName, number>>;

export interface Planned {
  mix: MixName;
  kind: KindName;
  /** A task of this run: created once, used from a second later on, deleted at most once. */
  slot?: number;
}

/**
 * Random numbers from 0 to 1 by MINSTD (Park and Miller, 1988), the same everywhere for a seed.
 */
export function randomNumbers(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  const next = (): number => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Neighbouring seeds begin with similar numbers.
  for (let i = 0; i < 3; i += 1) next();
  return next;
}

/** Decides what is done with which task. */
class Tasks {
  readonly #random: () => number;
  /** When each slot's task is created and was last used; seconds from the start. */
  readonly #created: number[] = [];
  readonly #used: number[] = [];
  /** Slots that may be used. */
  readonly #living: number[] = [];
  #ready = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** A quarter creates, a quarter lists, a quarter reads; the rest change or delete. */
  next(at: number): Omit<Planned, 'mix'> {
    while ((this.#created[this.#ready] ?? Infinity) + 1 < at) this.#living.push(this.#ready++);
    const share = this.#random();
    if (share < 0.25 || (share >= 0.5 && this.#living.length === 0)) {
      return { kind: 'create', slot: this.#created.push(at) - 1 };
    }
    if (share < 0.5) return { kind: 'list' };
    return this.#use(share, at);
  }

  #use(share: number, at: number): Omit<Planned, 'mix'> {
    const place = Math.floor(this.#random() * this.#living.length);
    const slot = this.#living[place] as number;
    // Requests overlap: a task that was used within the last second is left alone, since it could
    // be deleted before a read of it arrives.
    if ((this.#used[slot] ?? -Infinity) + 1 >= at) return { kind: 'list' };
    this.#used[slot] = at;
    if (share < 0.75) return { kind: 'read', slot };
    if (share < 0.9) return { kind: 'update', slot };
    this.#living.splice(place, 1);
    return { kind: 'delete', slot };
  }
}

/** The requests of `seconds` at `perSecond`; at least one. */
export function planRequests({
  perSecond,
  seconds,
  mix,
  seed,
}: {
  perSecond: number;
  seconds: number;
  mix: Mix;
  seed: number;
}): Planned[] {
  const random = randomNumbers(seed);
  const tasks = new Tasks(random);
  const shares = Object.entries(mix) as [MixName, number][];
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  const pick = (): MixName => {
    let left = random() * total;
    for (const [name, share] of shares) {
      left -= share;
      if (left < 0) return name;
    }
    throw new Error('the shares of the mix add up to nothing');
  };
  const count = Math.max(1, Math.floor(perSecond * seconds));
  return Array.from({ length: count }, (_, number) => {
    const chosen = pick();
    if (chosen !== 'success') return { mix: chosen, kind: chosen };
    return { mix: chosen, ...tasks.next(number / perSecond) };
  });
}
