// Sends many requests, and measures the lab after each part of them.

import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { type Uses, watched } from '../containers.ts';
import type { Plan } from './plan.ts';
import { type Asked, askAll, cpuOfMissingTrace } from './questions.ts';
import { type Sizes, sizesOf } from './sizes.ts';
import { Traffic } from './traffic.ts';

/** The lab after so many requests. */
export interface Step {
  requests: number;
  perSecond: number;
  /** Requests of this part that were not answered as expected. */
  wrong: number;
  asked: Asked;
  /** Seconds of Tempo's CPU for each trace that does not exist. */
  missingTraceCpu: number;
  uses: Uses;
  sizes: Sizes;
}

export interface Growth {
  /** Before the first request. */
  empty: Sizes;
  steps: Step[];
}

async function measureStep(
  lab: OwnLab,
  plan: Plan,
  traffic: Traffic,
  first: string,
  number: number,
  say: (text: string) => void,
): Promise<Step> {
  const part = Math.round(plan.requests / plan.steps);
  const requests = part * (number + 1);
  const [measured, uses] = await watched(lab, async () => {
    const sent = await traffic.send(part, (answered) =>
      say(`${part * number + answered} of ${plan.requests} requests`),
    );
    const last = await traffic.settle();
    say(`${requests} of ${plan.requests} requests arrived; asking`);
    return {
      perSecond: part / sent.seconds,
      wrong: sent.wrong,
      asked: await askAll({ first, last }, plan.rounds),
      missingTraceCpu: await cpuOfMissingTrace(plan.rounds),
    };
  });
  return { requests, ...measured, uses, sizes: await sizesOf(lab) };
}

export async function grow(
  lab: OwnLab,
  plan: Plan,
  statsKey: string,
  say: (text: string) => void,
): Promise<Growth> {
  const traffic = new Traffic(statsKey);
  try {
    const first = await traffic.settle();
    const empty = await sizesOf(lab);
    const steps: Step[] = [];
    for (let number = 0; number < plan.steps; number += 1) {
      steps.push(await measureStep(lab, plan, traffic, first, number, say));
    }
    return { empty, steps };
  } finally {
    traffic.close();
  }
}
