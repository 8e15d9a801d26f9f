// Addresses in the compose network: one that nobody has, the one of a service, and how to change it.
import { runProgram } from '../../evidence/command/program.ts';
import { project } from '../../stores/lab.ts';
import { composeWithLesson } from '../engine/containers.ts';
import type { Lesson } from '../engine/lesson.ts';

interface Network {
  IPAM: { Config: { Subnet: string; Gateway?: string }[] };
  /** By the container's id. */
  Containers: Record<string, { IPv4Address: string }>;
}

/** More than there are services. */
const MOST_OTHERS = 30;
const NETWORK = `${project}_otel-network`;

const docker = (...args: string[]): Promise<string> => runProgram('docker', args);

async function network(): Promise<Network> {
  const [found] = JSON.parse(await docker('network', 'inspect', NETWORK)) as Network[];
  if (!found) throw new Error(`there is no network ${NETWORK}`);
  return found;
}

/** 172.18.0.3/16 -> 172.18.0.3 */
const withoutMask = (address = ''): string => address.split('/')[0] ?? '';

const toNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);

const toAddress = (number: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');

/**
 * The highest address of an IPv4 subnet that is not taken. Docker gives the lowest ones.
 * @param subnet such as 172.18.0.0/16.
 */
export function highestFree(subnet: string, taken: string[]): string {
  const size = 2 ** (32 - Number(subnet.split('/')[1]));
  const first = Math.floor(toNumber(withoutMask(subnet)) / size) * size;
  // The last one is the broadcast address.
  for (let number = first + size - 2; number > first; number -= 1) {
    if (!taken.includes(toAddress(number))) return toAddress(number);
  }
  throw new Error(`all addresses of ${subnet} are taken`);
}

/** An address of the compose network that nobody has; the same each time while that is so. */
export async function unusedAddress(): Promise<string> {
  const { IPAM, Containers } = await network();
  const subnets = IPAM.Config.filter(({ Subnet }) => Subnet.includes('.'));
  const [{ Subnet = '' } = {}] = subnets;
  const gateways = subnets.map(({ Gateway }) => withoutMask(Gateway));
  const containers = Object.values(Containers).map((one) => withoutMask(one.IPv4Address));
  return highestFree(Subnet, [...gateways, ...containers]);
}

const tempoId = (): Promise<string> => docker('compose', 'ps', '--quiet', 'tempo');

/** Tempo's address in the compose network now. */
export async function addressOfTempo(): Promise<string> {
  const [{ Containers }, id] = await Promise.all([network(), tempoId()]);
  return withoutMask(Containers[id]?.IPv4Address);
}

async function isTaken(address: string): Promise<boolean> {
  const { Containers } = await network();
  return Object.values(Containers).some((one) => withoutMask(one.IPv4Address) === address);
}

/**
 * Starts Tempo again at another address, as can happen whenever containers start in another order.
 * What it has stored stays. Returns whether the address is another one.
 */
export async function moveTempo(lesson: Lesson): Promise<boolean> {
  const before = await addressOfTempo();
  const image = await docker('inspect', '--format', '{{.Config.Image}}', await tempoId());
  const others: string[] = [];
  await composeWithLesson(lesson, 'stop', 'tempo');
  try {
    // They take the address that Tempo has left. The engine gives out the lowest that is free, and below Tempo's
    // there are some when services were made anew. Their program ends by itself, if this one is killed.
    const program = ['--entrypoint', '/busybox', image, 'sleep', '300'];
    while (others.length < MOST_OTHERS && !(await isTaken(before))) {
      others.push(await docker('run', '--detach', '--rm', '--network', NETWORK, ...program));
    }
  } finally {
    const up = ['up', '--detach', '--wait', '--no-deps', '--no-recreate', 'tempo'];
    await composeWithLesson(lesson, ...up);
    if (others.length > 0) await docker('kill', ...others);
  }
  return (await addressOfTempo()) !== before;
}
