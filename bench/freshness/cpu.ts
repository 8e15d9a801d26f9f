// The CPU that the backend and the collector use for a number of requests.
import { Client } from '../../evidence/load/client.ts';
import { atRate, sideBySide } from '../../evidence/load/schedule.ts';
import type { OwnLab } from '../../evidence/own-lab/own-lab.ts';
import { lab } from '../../stores/lab.ts';
import { COLLECTORS, cpuOf } from '../pipeline/collectors.ts';

export interface Cpu {
  /** Microseconds of the backend's CPU, in all, by request sent; in all where none was sent. */
  backend: number;
  /** Of one core, 0 to 1 for a whole one. */
  collectorShare: number;
  requests: number;
  seconds: number;
}

// The kernel tells it in hundredths of a second, whatever its own clock.
const MICROSECONDS_PER_TICK = 10_000;

/** utime and stime of process 1, fields 14 and 15 of proc(5), in microseconds. */
async function backendCpu(ours: OwnLab): Promise<number> {
  const stat = await ours.compose(['exec', '-T', 'backend', 'busybox', 'cat', '/proc/1/stat']);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

const collectorCpu = async (): Promise<number> => cpuOf(await COLLECTORS.lab.page());

/** A task to read, and the reading of it. */
async function readOf(client: Client) {
  const task = { method: 'POST', path: '/api/tasks', body: { title: 'read me' } };
  const { id } = JSON.parse((await client.send(task)).body) as { id: number };
  return { method: 'GET', path: `/api/tasks/${id}` };
}

/** Sends this many reads, as fast as they are answered. */
export async function warmUp(count: number): Promise<void> {
  const client = new Client(lab.backend, { connections: 10 });
  const read = await readOf(client);
  await sideBySide(Array.from({ length: count }), 10, () => client.send(read));
  client.close();
}

/** Sends reads of one task at this rate while `meanwhile` runs, at least for `seconds`. */
export async function underLoad<T>(
  ours: OwnLab,
  perSecond: number,
  seconds: number,
  meanwhile: () => Promise<T>,
): Promise<[T, Cpu]> {
  const client = new Client(lab.backend, { connections: 20 });
  const one = await readOf(client);
  const stop = new AbortController();
  const [backend, collector, began] = [
    await backendCpu(ours),
    await collectorCpu(),
    performance.now(),
  ];
  let requests = 0;
  const read = () => {
    requests += 1;
    void client.send(one);
  };
  const load = perSecond > 0 ? atRate(Infinity, perSecond, read, stop.signal) : Promise.resolve();
  const least = new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const [result] = await Promise.all([meanwhile(), least]);
  const took = (performance.now() - began) / 1000;
  const used = {
    backend: (await backendCpu(ours)) - backend,
    collector: (await collectorCpu()) - collector,
  };
  stop.abort();
  await load;
  client.close();
  return [
    result,
    {
      backend: used.backend / Math.max(1, requests),
      collectorShare: used.collector / took,
      requests,
      seconds: took,
    },
  ];
}
