// A lab for a bench or a trial alone, beside whatever else runs here: its own project, its own ports, its
// own empty volumes, all removed at the end. Import nothing of stores/ before it is prepared:
// stores/lab.ts reads the addresses once.
import { readFileSync } from 'node:fs';
import { interrupted } from '../command/command.ts';
import { runProgram } from '../command/program.ts';
import { freePort } from './free-port.ts';

export interface OwnLab {
  /** Runs docker compose on this lab, with variables beside our own; returns what it prints. */
  compose(args: string[], env?: Record<string, string>): Promise<string>;
  /** Starts it as a person does: npm start. */
  start(): Promise<void>;
  /** Has these overlays from now on, beside those that it was prepared with. */
  change(overlays: string[]): Promise<void>;
  /** Starts the same services again, without any data. */
  empty(): Promise<void>;
  /** Runs docker; returns what it prints. */
  docker(args: string[]): Promise<string>;
  /** What the engine knows of a service's container. */
  container(service: string): Promise<Container>;
  /** Stops and removes everything of it. */
  remove(): Promise<void>;
}

export interface Container {
  id: string;
  /** How often the engine has started it again. */
  restarts: number;
  killedForMemory: boolean;
  /** Bytes. */
  memoryLimit: number;
}

/** A free port for each port of .env and each of `others`, by the variable's name. */
export async function freePorts(others: string[] = []): Promise<Record<string, string>> {
  const settings = readFileSync(new URL('../../.env', import.meta.url), 'utf8');
  const names = [...settings.matchAll(/^(\w+_PORT)=/gm)].map(([, name = '']) => name);
  const ports: Record<string, string> = {};
  for (const name of [...names, ...others]) ports[name] = String(await freePort());
  return ports;
}

/** What `npm start` is told for the plain lab. */
export const PLAIN = {
  LAB_HARDENED: 'false',
  LAB_SAMPLING: 'false',
  LAB_SCALE: 'false',
  // Set for the scaled lab, if that is the one that runs (scripts/lab/settings.bash).
  HEALTHCHECK_INTERVAL: '1s',
};

/** Gives the collector and Tempo the configurations that the variables in it name. */
export const CONFIGURATIONS = 'bench/configurations.yml';

/**
 * Prepares a lab of docker-compose.yml and these overlays, and starts nothing yet.
 * @param purpose names the project, such as bench-growth.
 * @param ports variables of the overlays' ports, beside those of .env.
 */
export async function prepareLab(
  purpose: string,
  overlays: string[] = [],
  ports: string[] = [],
): Promise<OwnLab> {
  // Whatever the lab beside it is: its collector's own metrics are asked for, and every trace.
  Object.assign(process.env, PLAIN, await freePorts(ports));
  process.env.COMPOSE_PROJECT_NAME = `otel-lab-${purpose}-${process.pid}`;
  const use = (files: string[]) => {
    // For npm start, too.
    process.env.COMPOSE_FILE = ['docker-compose.yml', ...overlays, ...files].join(':');
  };
  use([]);
  const compose = (args: string[], env?: Record<string, string>) =>
    runProgram('docker', ['compose', ...args], env && { env });
  const docker = (args: string[]) => runProgram('docker', args);
  return {
    compose,
    docker,
    // This and change() can be interrupted: else they would go on with what is being removed.
    async start() {
      await runProgram('scripts/start.sh', [], { signal: interrupted });
    },
    async change(files) {
      use(files);
      const up = ['compose', 'up', '--detach', '--wait', '--remove-orphans'];
      await runProgram('docker', up, { signal: interrupted });
    },
    async empty() {
      const services = (await compose(['ps', '--services'])).split('\n');
      await compose(['down', '--volumes', '--timeout', '5']);
      await compose(['up', '--detach', '--wait', ...services]);
    },
    async container(service) {
      const id = await compose(['ps', '--all', '--quiet', service]);
      const [seen] = JSON.parse(await docker(['inspect', id])) as [
        {
          RestartCount: number;
          State: { OOMKilled: boolean };
          HostConfig: { Memory: number };
        },
      ];
      return {
        id,
        restarts: seen.RestartCount,
        killedForMemory: seen.State.OOMKilled,
        memoryLimit: seen.HostConfig.Memory,
      };
    },
    async remove() {
      // Its images too: they are named for the project, and made of layers that all labs share.
      await compose(['down', '--volumes', '--remove-orphans', '--rmi', 'local', '--timeout', '5']);
    },
  };
}
