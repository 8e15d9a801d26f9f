// What a lesson must leave as it was: the working tree, the containers' configuration, their volumes.
import { execFileSync } from 'node:child_process';
import { root } from '../../stores/lab.ts';

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8' }).trim();

/** What makes a container what it is; not its id, which is new at each creation. */
const FACTS = [
  '{{index .Config.Labels "com.docker.compose.config-hash"}}',
  '{{.Image}}',
  '{{json .Config.Env}}',
  '{{json .Config.Cmd}}',
  '{{json .HostConfig.Binds}}',
  '{{.State.Health.Status}}',
].join(' ');

/** All profiles: a lesson may change a service that belongs to one. */
const compose = (...args: string[]): string => run('docker', 'compose', '--profile', '*', ...args);

/** As a text, to compare with later. */
export function labNow(services: string[]): string {
  const ids = compose('ps', '--quiet', ...services)
    .split('\n')
    .filter(Boolean);
  const containers = ids.map((id) => run('docker', 'inspect', '--format', FACTS, id));
  return [
    run('git', 'status', '--porcelain'),
    compose('ps', '--services').split('\n').sort().join(' '),
    compose('config', '--volumes'),
    ...containers.sort(),
  ].join('\n');
}
