// A checkout of the lab that is started again and again, and what the engine tells of each start.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The ways to start: `npm start`, and Compose alone. */
export const WAYS = {
  'npm start': ['scripts/start.sh'],
  'docker compose up': ['docker', 'compose', 'up', '--detach', '--wait'],
} as const;
export type Way = keyof typeof WAYS;

export interface Checkout {
  title: string;
  folder: string;
  /** Compose's project and the lab's ports, beside our own variables. */
  env: NodeJS.ProcessEnv;
}

/** Seconds. */
export interface Start {
  total: number;
  /** What scripts/start.sh prints of its steps, by their titles; empty for Compose. */
  steps: Record<string, number>;
  /** From the call to the start of a service's container, and to its first successful check. */
  services: Record<string, { started: number; healthy: number }>;
}

interface EngineEvent {
  Action: string;
  timeNano: number;
  Actor: { Attributes: Record<string, string> };
}

/** Runs a command in the checkout; returns its output. @throws {Error} with the end of what it said. */
async function call({ folder, env }: Checkout, [command, ...args]: readonly string[]) {
  try {
    return (await run(command as string, args, { cwd: folder, env, maxBuffer: 2 ** 26 })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')}\n${(stdout + stderr).slice(-2000)}`);
  }
}

/** Removes the containers, and `volumes` and images too. */
export const stop = (checkout: Checkout, { completely = false } = {}): Promise<string> =>
  call(checkout, [
    ...['docker', 'compose', 'down', '--remove-orphans'],
    ...(completely ? ['--volumes', '--rmi', 'local'] : []),
  ]);

/**
 * Follows when the containers of the checkout start and become healthy. Not read afterwards: the engine
 * keeps its last 256 events, and each health check makes three.
 */
function followServices(checkout: Checkout, from: number) {
  const project = `label=com.docker.compose.project=${checkout.env.COMPOSE_PROJECT_NAME}`;
  const wanted = [project, 'event=start', 'event=health_status'].flatMap((one) => [
    '--filter',
    one,
  ]);
  const since = (from / 1000).toFixed(3);
  const args = ['events', '--since', since, '--format', '{{json .}}', ...wanted];
  const events = spawn('docker', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const services: Start['services'] = {};
  createInterface(events.stdout).on('line', (line) => {
    const { Action, timeNano, Actor } = JSON.parse(line) as EngineEvent;
    const service = Actor.Attributes['com.docker.compose.service'] ?? '';
    const seconds = timeNano / 1e9 - from / 1000;
    if (Action === 'start') services[service] = { started: seconds, healthy: Number.NaN };
    const seen = services[service];
    if (Action === 'health_status: healthy' && seen) seen.healthy = seconds;
  });
  return {
    seen: services,
    async end(): Promise<void> {
      events.kill();
      await once(events, 'close');
    },
  };
}

/** Stops the checkout's lab, keeping its data, and starts it. */
export async function startOnce(checkout: Checkout, way: Way): Promise<Start> {
  await stop(checkout);
  const from = Date.now();
  const following = followServices(checkout, from);
  try {
    const output = await call(checkout, WAYS[way]);
    const total = (Date.now() - from) / 1000;
    const steps = [...output.matchAll(/^ *([\d.]+) s {2}(.+)$/gm)].map(
      ([, seconds, title = '']) => [title, Number(seconds)] as const,
    );
    return { total, steps: Object.fromEntries(steps), services: following.seen };
  } finally {
    await following.end();
  }
}
