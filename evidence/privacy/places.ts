// Everything that the lab has kept of some services, as texts in which canaries can be looked for.
import { ask, withParameters } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { logRecords } from '../../stores/loki.ts';
import { samples } from '../../stores/prometheus.ts';
import { frontDoor } from '../../stores/tempo.ts';
import { runProgram } from '../command/program.ts';

/** By the name of the place. */
export type Places = Record<string, string>;

/** Not the backend's: the titles of tasks are in its database on purpose. */
const VOLUMES = ['otel-collector', 'tempo', 'prometheus', 'loki'];

async function fromTempo(traceIds: string[]): Promise<string> {
  const texts: string[] = [];
  for (const traceId of traceIds) {
    const headers = { accept: 'application/json' };
    texts.push(await ask('Tempo', `${frontDoor}/${traceId}`, { headers, seconds: 10 }));
  }
  return texts.join('\n');
}

const LIMIT = 5000;

const fromLoki = (query: string): Promise<string> =>
  ask(
    'Loki',
    withParameters(`${lab.loki}/loki/api/v1/query_range`, { query, since: '1h', limit: LIMIT }),
    { seconds: 20 },
  );

/** Series with all their labels, and what is told of metrics; also of what Tempo and the collector made. */
async function fromPrometheus(since: number): Promise<string> {
  const range = { start: since / 1000 - 60, end: Date.now() / 1000 + 60 };
  const paths: [string, Record<string, string | number>][] = [
    ['series', { 'match[]': '{__name__!=""}', ...range }],
    ['metadata', {}],
    ['query_exemplars', { query: '{__name__!=""}', ...range }],
  ];
  const answers = paths.map(([path, parameters]) =>
    ask('Prometheus', withParameters(`${lab.prometheus}/api/v1/${path}`, parameters), {
      seconds: 60,
    }),
  );
  return (await Promise.all(answers)).join('\n');
}

const fromContainers = (since: number): Promise<string> =>
  runProgram('docker', [
    ...['compose', 'logs', '--no-color', '--no-log-prefix'],
    ...['--since', new Date(since).toISOString()],
  ]);

/** Those of `secrets` that stand in files which changed since then, where these are not compressed. */
async function fromFiles(since: number, secrets: string[]): Promise<string> {
  const minutes = Math.ceil((Date.now() - since) / 60_000) + 1;
  const image = process.env.BUSYBOX_IMAGE ?? 'busybox';
  const containers = await runProgram('docker', ['compose', 'ps', '--quiet', ...VOLUMES]);
  const mounts = containers.split('\n').flatMap((id) => ['--volumes-from', `${id}:ro`]);
  const look = `cd / && find var prometheus loki -type f -mmin -${minutes} -exec grep -a -o -h -F "$SECRETS" {} + 2> /dev/null | sort -u; true`;
  const options = ['--rm', '--user', '0', '--network', 'none', '--env', 'SECRETS'];
  return runProgram('docker', ['run', ...options, ...mounts, image, 'sh', '-c', look], {
    env: { SECRETS: secrets.join('\n') },
  });
}

export interface Kept {
  /** Milliseconds since 1970. */
  since: number;
  traceIds: string[];
  /** LogQL that finds their lines. */
  logs: string;
  /** PromQL that finds their series. */
  series: string;
}

export async function placesOf(kept: Kept, secrets: string[]): Promise<Places> {
  const [tempo, loki, prometheus, containers, files] = await Promise.all([
    fromTempo(kept.traceIds),
    fromLoki(kept.logs),
    fromPrometheus(kept.since),
    fromContainers(kept.since),
    fromFiles(kept.since, secrets),
  ]);
  return {
    Tempo: tempo,
    Loki: loki,
    Prometheus: prometheus,
    "containers' logs": containers,
    files,
  };
}

/** @throws {Error} while not all of it is there. */
export async function needArrival(kept: Kept, lines: number, series: number): Promise<void> {
  await fromTempo(kept.traceIds);
  const count = (await logRecords(kept.logs, { since: '1h', limit: LIMIT })).length;
  if (count < lines) throw new Error(`${count} of ${lines} lines`);
  const has = (await samples(kept.series)).length;
  if (has < series) throw new Error(`${has} of ${series} series`);
}
