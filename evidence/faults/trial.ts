// One trial: requests go on while a fault begins and ends; then the stores are asked for all of them.

import { setTimeout as sleep } from 'node:timers/promises';
import { lab as addresses } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { interrupted, say } from '../command/command.ts';
import { allDrops } from '../complete/drops.ts';
import { Client } from '../load/client.ts';
import type { OwnLab } from '../own-lab/own-lab.ts';
import type { Fault } from './faults.ts';
import { type Judgement, judge, riseOf } from './judge.ts';
import { SteadyRequests } from './requests.ts';

export interface Plan {
  requests: number;
  perSecond: number;
}

/** Seconds of requests before the fault and after its cure, at least. */
const QUIET = 5;

/** All containers run and are healthy, those that the engine starts again included. */
async function allHealthy(lab: OwnLab): Promise<void> {
  await lab.compose(['up', '--detach', '--wait', '--no-recreate']);
  await pollUntilTrue('the API', 60, async () => {
    return (await fetch(`${addresses.backend}/ready`)).ok;
  });
}

export async function tryFault(lab: OwnLab, fault: Fault, plan: Plan): Promise<Judgement> {
  const client = new Client(addresses.backend, { userAgent: 'otel-lab-faults' });
  const run = new SteadyRequests(client);
  const toldBy = fault.toldBy ? await riseOf(fault.toldBy) : 0;
  const before = { drops: await allDrops(), toldBy };
  const since = Date.now();
  const count = Math.max(plan.requests, plan.perSecond * (fault.seconds + 2 * QUIET));
  const sending = run.send(count, plan.perSecond, interrupted);
  await sleep(QUIET * 1000, undefined, { signal: interrupted });
  await fault.way.begin(lab);
  try {
    await sleep(fault.seconds * 1000, undefined, { signal: interrupted });
  } finally {
    await fault.way.cure(lab);
  }
  await sending;
  client.close();
  say(`${run.acknowledged.length} of ${run.sent} acknowledged; asking the stores for them`);
  await allHealthy(lab);
  return judge(lab, run, since, before, fault.toldBy);
}
