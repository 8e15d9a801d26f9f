// From a load to instances, cores, memory, disk and money. All formulas are linear: see
// docs/decisions/0024-sizes.md.
import { type Load, type Rates, ratesOf } from './load.ts';
import { type Numbers, numbers } from './numbers.ts';
import { crossingOf, type Need, needsOf, objectsOf, sentOf } from './parts.ts';
import type { Prices } from './prices.ts';

/** Of one part, in all its instances; memory and disk in GB, money a month. */
export interface Part {
  part: string;
  instances?: number;
  cores?: number;
  memory?: number;
  disk?: number;
  /** GB a month. */
  traffic?: number;
  money: number;
  /** Requests per second that one instance of the largest kind carries when nothing of it is free. */
  perInstance?: number;
  scarce?: string;
}

export interface Size {
  parts: Part[];
  rates: Rates;
  money: number;
  /** Of the money. */
  perMillionRequests: number;
  /** The part whose instance carries the fewest requests. */
  first: Part;
}

const HOURS = 730;
const SECONDS = HOURS * 3600;
/** Cores are rented by the half, and an instance has at least that. */
const roundedUp = (cores: number) => Math.max(0.5, Math.ceil(cores * 2) / 2);

/** How many instances a need makes, and what they cost a month. */
function partOf(need: Need, requests: number, x: Numbers, prices: Prices): Part {
  const full = Math.max(need.cores / x.instanceCores, need.memory / x.instanceMemory);
  const instances = Math.max(need.least, Math.ceil(full * x.headroom));
  // An agent is a guest of its app's machine, and takes as little as it needs.
  const isGuest = need.part === 'agent';
  const needed = need.cores * x.headroom;
  const cores = isGuest ? needed : instances * roundedUp(needed / instances);
  const memory = Math.max(need.memory * x.headroom, isGuest ? 0 : cores * x.splunkMemory);
  const disk = need.disk * x.headroom;
  const money =
    HOURS * (cores * prices.coreHour + memory * prices.memoryHour) + disk * prices.diskMonth;
  const byMemory = need.memory / x.instanceMemory > need.cores / x.instanceCores;
  const scarce = need.scarce ?? (byMemory ? 'memory' : 'cores');
  const { part } = need;
  return { part, instances, cores, memory, disk, money, perInstance: requests / full, scarce };
}

/** What is not machines: the storage of objects, and the network between zones and out of the region. */
function servicesOf(load: Load, rates: Rates, x: Numbers, prices: Prices): Part[] {
  const disk = objectsOf(rates, load);
  const { spans, lines, samples } = rates.stored;
  const objects = ((spans + lines + samples) * SECONDS) / x.objectSize;
  const crossing = (crossingOf(rates, load, x) * SECONDS) / 1000;
  const out = (sentOf(rates) * load.out * SECONDS) / 1000;
  return [
    {
      part: 'object storage',
      disk,
      money: disk * prices.objectMonth + (objects / 1e6) * prices.objectPut,
    },
    {
      part: 'network',
      traffic: crossing + out,
      money: crossing * prices.betweenZones + out * prices.out,
    },
  ];
}

/** Sizes all parts for `load`, with the numbers of numbers(). */
export function sizeOf(load: Load, prices: Prices, x: Numbers = numbers('value')): Size {
  const rates = ratesOf(load, x);
  const make = (workers: number) =>
    needsOf(load, rates, workers, x).map((need) => partOf(need, load.requests, x, prices));
  const workers = make(0).find(({ part }) => part === 'worker')?.instances ?? 0;
  const machines = make(workers);
  const parts = [...machines, ...servicesOf(load, rates, x, prices)];
  const money = parts.reduce((total, part) => total + part.money, 0);
  const first = machines.toSorted((a, b) => (a.perInstance ?? 0) - (b.perInstance ?? 0))[0] as Part;
  const perMillionRequests = (money / (load.requests * SECONDS)) * 1e6;
  return { parts, rates, money, perMillionRequests, first };
}
