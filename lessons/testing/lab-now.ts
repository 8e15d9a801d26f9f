// What a lesson must leave as it was: the working tree, the containers' configuration, their volumes.
import { execFileSync } from 'node:child_process';
import { project, root } from '../../stores/lab.ts';

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { cwd: root, encoding: 'utf8' }).trim();

// The hash is Compose's, of all that its files say of a service.
const FACTS =
  '{{.Name}} {{index .Config.Labels "com.docker.compose.config-hash"}} {{.Image}} {{if .State.Health}}{{.State.Health.Status}}{{end}}';
const VOLUMES = [
  'volume',
  'ls',
  '--quiet',
  '--filter',
  `label=com.docker.compose.project=${project}`,
];

const sorted = (lines: string): string => lines.split('\n').sort().join('\n');

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
    sorted(compose('ps', '--services')),
    sorted(run('docker', ...VOLUMES)),
    ...containers.sort(),
  ].join('\n');
}
