// One trial: requests go on while a fault begins and ends; then the stores are asked for all of them.

import { setTimeout as sleep } from 'node:timers/promises';
import { lab as addresses } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { interrupted, say } from '../command/command.ts';
import { allDrops } from '../complete/drops.ts';
import { Client } from '../load/client.ts';
import type { OwnLab } from '../own-lab/own-lab.ts';
import { type Fault, RATE } from './faults.ts';
import { type Judgement, judge } from './judge.ts';
import { SteadyRequests } from './requests.ts';

export interface Plan {
  /** At least. */
  requests: number;
  /** Instead of what each fault asks for. */
  perSecond?: number;
}

/**
 * Seconds of requests before the fault, and after its cure at least. Longer than what a fault may touch beside its
 * own time (NEAR_MS in judge.ts), so that a loss that has nothing to do with it is seen.
 */
const QUIET = 10;

/** All containers run and are healthy, those that the engine starts again included. */
async function allHealthy(lab: OwnLab): Promise<void> {
  await lab.compose(['up', '--detach', '--wait', '--no-recreate']);
  await pollUntilTrue('the API', 60, async () => {
    return (await fetch(`${addresses.backend}/ready`)).ok;
  });
}

export async function tryFault(lab: OwnLab, fault: Fault, plan: Plan): Promise<Judgement> {
  await lab.change(fault.overlays ?? []);
  const perSecond = plan.perSecond ?? fault.perSecond ?? RATE;
  const client = new Client(addresses.backend, { userAgent: 'otel-lab-faults' });
  const run = new SteadyRequests(client);
  const before = await allDrops();
  const since = Date.now();
  const enough = new AbortController();
  const ended = AbortSignal.any([interrupted, enough.signal]);
  const time = { began: 0, ended: 0 };
  const sending = run.send(Number.POSITIVE_INFINITY, perSecond, ended);
  try {
    await sleep(QUIET * 1000, undefined, { signal: interrupted });
    time.began = Date.now();
    await fault.way.begin(lab);
    await sleep(fault.seconds * 1000, undefined, { signal: interrupted }).finally(() =>
      fault.way.cure(lab),
    );
    time.ended = Date.now();
    const left = plan.requests - run.sent;
    const seconds = Math.max(QUIET, left / perSecond);
    await sleep(seconds * 1000, undefined, { signal: interrupted });
  } finally {
    enough.abort();
  }
  await sending;
  client.close();
  say(`${run.acknowledged.length} of ${run.sent} acknowledged; asking the stores for them`);
  await allHealthy(lab);
  return judge(lab, run, { since, ...time }, before, fault);
}
