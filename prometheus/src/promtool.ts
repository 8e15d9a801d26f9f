// Runs promtool, which comes with Prometheus, in its container: the same version as the lab's.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
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

/** Folders per process, at most: to start one costs as much as several short tests. */
const MOST_TOGETHER = 25;

/**
 * Runs promtool on the test*.yaml of every subfolder of `folder`, in one container.
 * Throws where promtool has no result for a folder: it was not asked, or it broke off.
 * @param jobs processes at a time
 */
export function testRules(folder: string, jobs = 1): Outcome[] {
  const folders = readdirSync(folder);
  const together = Math.min(MOST_TOGETHER, Math.ceil(folders.length / jobs));
  // The results as JUnit writes them: on the terminal promtool does not name the files.
  const script = `cd /tests && ls | xargs -P ${jobs} -n ${together} sh -c '
      files=; for one; do files="$files $(echo $one/test*.yaml)"; done
      promtool test rules --junit=/tmp/$1.xml $files > /tmp/$1.out 2>&1 || :
      [ -s /tmp/$1.xml ] || cat /tmp/$1.out >&2' sh
    cat /tmp/*.xml`;
  const { stdout, stderr } = spawnSync(
    'docker',
    [
      'run',
      '--rm',
      '--network',
      'none',
      // promtool makes a small database for each case: in memory, that costs next to nothing.
      '--tmpfs',
      '/tmp',
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
  const outcomes = new Map<string, Outcome>();
  for (const [whole, file = ''] of stdout.matchAll(/<testsuite name="([^"]+)".*?<\/testsuite>/gs)) {
    const name = dirname(file);
    const before = outcomes.get(name) ?? { folder: name, passed: true, output: '' };
    const passed = /^<testsuite [^>]* failures="0" errors="0"/.test(whole);
    outcomes.set(name, {
      folder: name,
      passed: before.passed && passed,
      output: passed ? before.output : `${before.output}${readable(whole)}\n`,
    });
  }
  const missing = folders.filter((name) => !outcomes.has(name));
  if (missing.length > 0) {
    throw new Error(`promtool says nothing of ${missing.join(', ')}: ${stderr}`);
  }
  return [...outcomes.values()];
}

const ENTITIES: Record<string, string> = {
  '&#34;': '"',
  '&#39;': "'",
  '&#xA;': '\n',
  '&#x9;': '\t',
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** The failed cases of a JUnit testsuite, as lines. */
const readable = (xml: string): string =>
  [...xml.matchAll(/<testcase name="([^"]*)"><(?:failure|error)[^>]*>(.*?)<\//gs)]
    .map(([, name, text]) => `${name}\n${text}`)
    .join('\n')
    .replaceAll(/&(?:#\w+|lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
