// Stops and starts services of the lab under test, which COMPOSE_PROJECT_NAME names.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export const docker = (...args: string[]): string =>
  execFileSync('docker', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();

/** The id of a service's container; empty where the lab does not run under Docker Compose here. */
export function containerOf(service: string): string {
  try {
    return docker('compose', 'ps', '--quiet', service);
  } catch {
    return '';
  }
}

/** Starts one service without building it and waits until it is healthy. */
export const UP = ['compose', 'up', '--detach', '--wait', '--no-deps', '--no-build'];
