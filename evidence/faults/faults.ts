// The faults of npm run test:faults: what happens to the lab while requests go on.
import {
  away,
  cutOff,
  frozen,
  killed,
  killedOften,
  lokiRefuses,
  moved,
  NOTHING,
  network,
  restarted,
  starved,
  type Way,
} from './ways.ts';

export interface Fault {
  /** For --only. */
  name: string;
  /** As in the table. */
  title: string;
  /** From its begin to its cure. */
  seconds: number;
  way: Way;
  /** Requests a second, if not RATE. */
  perSecond?: number;
  /** Files of Compose that the lab has beside the others during it. */
  overlays?: string[];
  /** Where spans and lines may be lost that nothing can count: the counter of stores/losses.ts that tells. */
  toldBy?: string;
  /** The same, where nothing tells but that a service, scraped by Prometheus, was started again. */
  toldByStartOf?: string;
  /** Does it take more for as long as the requests go on, although it is cured? */
  lingers?: true;
}

/** How many requests a trial has at least. */
export const REQUESTS = 2000;
/** Requests a second. */
export const RATE = 100;

/** Seconds. */
const HOUR = 3600;

const STORES = ['tempo', 'prometheus', 'loki'];
const COLLECTOR = 'otel-collector';
const AGENT = 'compose.agent.yml';
/** On a full disk the collector loses what it was about to send, and only refusals are counted. */
const REFUSED = 'otelcol_exporter_enqueue_failed_log_records';

const fault = (name: string, title: string, seconds: number, way: Way): Fault => ({
  name,
  title,
  seconds,
  way,
});

/** In the order of the data: the backend, the network, the collector, the stores; then an agent before all. */
export const FAULTS: Fault[] = [
  fault('none', 'none', 0, NOTHING),
  {
    ...fault('backend-killed', 'backend killed', 5, killed('backend')),
    toldBy: 'lab_unclean_ends_total',
  },
  fault('backend-restarted', 'backend restarted (SIGTERM)', 5, restarted('backend')),
  fault(
    'network-slow',
    'network: 2 s late',
    20,
    network('latency', { latency: 2000, jitter: 500 }),
  ),
  fault('network-resets', 'network: connections reset', 20, network('reset_peer', { timeout: 0 })),
  fault('network-hangs', 'network: no answer arrives', 20, network('timeout', { timeout: 0 })),
  fault('network-half', 'network: half of each answer', 20, network('limit_data', { bytes: 40 })),
  fault('collector-killed', 'collector killed', 5, killed(COLLECTOR)),
  fault('collector-killed-often', 'collector killed 20 times', 0, killedOften(COLLECTOR, 20)),
  fault('collector-frozen', 'collector frozen', 20, frozen(COLLECTOR)),
  fault('collector-away', 'collector away', 60, away(COLLECTOR)),
  fault('queue-overflow', 'collector away: the queues overflow', 150, away(COLLECTOR)),
  fault('collector-cut-off', 'collector off the network', 20, cutOff(COLLECTOR)),
  fault('collector-moved', 'collector under another address', 5, moved(COLLECTOR)),
  fault('collector-starved', 'collector with 48 MiB of memory', 15, starved(COLLECTOR, 48)),
  {
    ...fault('disk-full', 'all stores away, 2 MiB of disk for the queue', 60, away(...STORES)),
    overlays: ['evidence/faults/small-disk.yml'],
    toldBy: REFUSED,
    // The stores are back, but what waits still fills the disk.
    lingers: true,
  },
  fault('stores-away', 'all three stores away', 60, away(...STORES)),
  {
    // More than 100,000 spans wait.
    ...fault('backlog', 'all stores away; then the collector is killed', 190, {
      begin: away(...STORES).begin,
      async cure(lab) {
        await killed(COLLECTOR).begin(lab);
        await away(...STORES).cure(lab);
      },
    }),
    perSecond: 220,
  },
  ...STORES.map((store) => fault(`${store}-away`, `${store} away`, 30, away(store))),
  {
    ...fault('tempo-away-an-hour', 'tempo away, 5 requests a second', HOUR, away('tempo')),
    perSecond: 5,
  },
  {
    // What came in its last second is not yet in a file, though the collector was told that it is stored.
    ...fault('tempo-killed', 'tempo killed', 5, killed('tempo')),
    toldByStartOf: 'tempo',
  },
  fault('loki-killed', 'loki killed', 5, killed('loki')),
  fault('loki-429', 'loki answers 429: later', 20, lokiRefuses(429)),
  fault('loki-500', 'loki answers 500: never', 20, lokiRefuses(500)),
  {
    ...fault(
      'agent-killed-often',
      'agent killed 200 times, 20 requests a second',
      0,
      killedOften('otel-agent', 200),
    ),
    overlays: [AGENT],
    perSecond: 20,
  },
  {
    ...fault(
      'gateway-away',
      'agent; the collector away, 5 requests a second',
      HOUR,
      away(COLLECTOR),
    ),
    overlays: [AGENT],
    perSecond: 5,
  },
  {
    ...fault(
      'agent-disk-full',
      'agent with 2 MiB of disk; the collector away',
      60,
      away(COLLECTOR),
    ),
    overlays: [AGENT, 'evidence/faults/agent-small-disk.yml'],
    toldBy: `${REFUSED}_total`,
    lingers: true,
  },
];

/** Those that take an hour run only when they are named. */
export const USUAL: Fault[] = FAULTS.filter(({ seconds }) => seconds < HOUR);

/** For each change: they take some minutes. */
export const SHORT: Fault[] = FAULTS.filter(({ name }) =>
  ['backend-killed', 'network-resets', 'collector-away', 'stores-away'].includes(name),
).map((one) => ({ ...one, seconds: Math.min(one.seconds, 15) }));
