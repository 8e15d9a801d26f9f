// What the lab's containers use. scripts/report.sh asks the engine and passes its answers as standard
// input, since this may run in a container without access to the engine.
import { text } from 'node:stream/consumers';

export interface Container {
  service: string;
  /** Such as "running, healthy". */
  state: string;
  restarts: number;
  out_of_memory: boolean;
  image: string;
  /** "original", or what a stand-in is made of. */
  origin: string;
  /** null when the container does not run. */
  cpu_percent: number | null;
  /** Bytes. */
  memory: number | null;
  /** Bytes; 0 for none. */
  limit: number;
}

/** One container from `docker inspect`, with the origin of its image. */
interface Inspected {
  Id: string;
  RestartCount: number;
  State: { Status: string; OOMKilled: boolean; Health?: { Status: string } };
  Config: { Image: string; Labels: Record<string, string> };
  HostConfig: { Memory: number };
}
/** A line of `docker stats`. */
interface Stats {
  ID: string;
  CPUPerc: string;
  MemUsage: string;
}

const UNITS: Record<string, number> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};

/** "12.5MiB" in bytes. */
function bytes(size: string): number {
  const [, number = '0', unit = 'B'] = /^([0-9.]+)([A-Za-z]+)/.exec(size) ?? [];
  return Math.floor(Number(number) * (UNITS[unit] ?? Number.NaN));
}

/** The label of images that images/build.sh made; their containers inherit it. */
const STAND_IN = 'dev.otel-lab.stand-in';

function containerOf(inspected: Inspected, stats: Stats | undefined): Container {
  const { State: state, Config: config } = inspected;
  const standIn = config.Labels[STAND_IN];
  return {
    service: config.Labels['com.docker.compose.service'] ?? '?',
    state: [state.Status, state.Health?.Status].filter(Boolean).join(', '),
    restarts: inspected.RestartCount,
    out_of_memory: state.OOMKilled,
    image: config.Image,
    origin: standIn ? `stand-in: ${standIn}` : 'original',
    cpu_percent: stats ? Number.parseFloat(stats.CPUPerc) : null,
    memory: stats ? bytes(stats.MemUsage) : null,
    limit: inspected.HostConfig.Memory,
  };
}

/**
 * Reads the engine's answers: the JSON of `docker inspect` on the first line, then one line of JSON
 * per container from `docker stats`.
 * @returns null when the engine did not answer.
 */
export async function readContainers(input: NodeJS.ReadStream): Promise<Container[] | null> {
  if (input.isTTY) return null;
  const [inspected = '', ...stats] = (await text(input)).split('\n').filter(Boolean);
  if (inspected === '') return null;
  const running = stats.map((line) => JSON.parse(line) as Stats);
  return (JSON.parse(inspected) as Inspected[])
    .map((one) =>
      containerOf(
        one,
        running.find(({ ID }) => ID === one.Id),
      ),
    )
    .sort((a, b) => (a.service < b.service ? -1 : 1));
}
