// Runs promtool, which comes with Prometheus, in its container: the same version as the lab's.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ENV_FILE = fileURLToPath(new URL('../../.env', import.meta.url));

/** The image that .env names; a variable of the shell wins, as in Compose. */
const image = (): string =>
  process.env.PROMETHEUS_IMAGE ??
  /^PROMETHEUS_IMAGE=(.*)$/m.exec(readFileSync(ENV_FILE, 'utf8'))?.[1] ??
  '';

/** Why promtool cannot be run here, or false: the shape of `skip` in node's test runner. */
export function promtoolMissing(): string | false {
  const { status } = spawnSync('docker', ['image', 'inspect', image()], { stdio: 'ignore' });
  return status === 0 ? false : `no ${image()} here: npm start fetches or makes it`;
}

export type Outcome = { folder: string; passed: boolean; output: string };

/**
 * Runs `promtool test rules` in every subfolder of `folder` on its test*.yaml, in one container,
 * since to start one takes longer than most tests do.
 */
export function testRules(folder: string, jobs = 1): Outcome[] {
  // The largest step first, for it takes the least time; what fails there need not be asked further.
  const script = `cd /tests && ls | xargs -P ${jobs} -n 1 sh -c 'cd "$0"; echo 0 > /tmp/$0.status
      for file in $(ls test*.yaml | sort -t - -k 2 -rn); do
        promtool test rules $file >> /tmp/$0.out 2>&1 || { echo 1 > /tmp/$0.status; break; }
      done'
    for one in *; do echo "@@ $one $(cat /tmp/$one.status)"; cat /tmp/$one.out; done`;
  const output = execFileSync(
    'docker',
    [
      'run',
      '--rm',
      '--network',
      'none',
      '--volume',
      `${folder}:/tests:ro`,
      '--entrypoint',
      '/bin/sh',
      image(),
      '-c',
      script,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  return output
    .split(/^@@ /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...rest] = part.split('\n');
      const [name = '', status] = head.split(' ');
      return { folder: name, passed: status === '0', output: rest.join('\n').trim() };
    });
}
