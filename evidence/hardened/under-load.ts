// The hardened lab while it is busy: connections that say nothing, and new certificates, authority and token.
import assert from 'node:assert/strict';
import { watchFile } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { lab, SECRETS, trustAuthority } from '../../stores/lab.ts';
import { runProgram } from '../command/program.ts';
import { needAll } from '../faults/all-there.ts';
import { SteadyRequests } from '../faults/requests.ts';
import { Client } from '../load/client.ts';
import { deleteTasksOf } from '../load/delete-tasks.ts';

// As everybody outside who must trust a new authority in time.
watchFile(join(SECRETS, 'ca.pem'), { interval: 200, persistent: false }, trustAuthority);

// For a new authority nginx is reloaded, and closes what is open.
const client = new Client(lab.frontend, { userAgent: 'otel-lab-hardened', again: true });
after(() => client.close());

/** Requests at this rate while `during` goes on. */
async function requestsDuring(perSecond: number, during: () => Promise<unknown>) {
  const run = new SteadyRequests(client);
  const enough = new AbortController();
  const sending = run.send(Number.POSITIVE_INFINITY, perSecond, enough.signal);
  try {
    await during();
  } finally {
    enough.abort();
    await sending;
  }
  return run;
}

/** @returns sockets that are open and say nothing. */
async function silentConnections(count: number): Promise<Socket[]> {
  const { hostname, port } = new URL(lab.frontend);
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname));
  // nginx closes them when they were silent for too long.
  for (const socket of sockets) socket.on('error', () => {});
  await Promise.all(sockets.map((socket) => new Promise((open) => socket.once('connect', open))));
  return sockets;
}

test('a thousand connections that say nothing keep nobody from being served', async (t) => {
  const sockets = await silentConnections(1000);
  t.after(() => {
    for (const socket of sockets) socket.destroy();
  });
  const run = await requestsDuring(50, () => sleep(10_000));
  assert.deepEqual(run.failed, [], `of ${run.sent} requests`);
  t.after(() => deleteTasksOf(run.id, client));
  t.diagnostic(`${run.sent} requests`);
});

/** A new authority has everything start again, which takes two minutes: the short form leaves it out. */
const short = process.env.SHORT === 'true';
const WHAT = ['certificates', 'token', ...(short ? [] : ['authority'])];
const PER_SECOND = short ? 50 : 200;

describe(`at ${PER_SECOND} requests a second, nothing fails and nothing is lost while there is a new`, () => {
  for (const what of WHAT) {
    test(what, async (t) => {
      const run = await requestsDuring(PER_SECOND, () =>
        runProgram('scripts/certs.sh', ['rotate', what]),
      );
      t.after(() => deleteTasksOf(run.id, client));
      assert.deepEqual(run.failed, [], `of ${run.sent} requests`);
      await needAll(run);
      t.diagnostic(`${run.sent} requests`);
    });
  }
});
