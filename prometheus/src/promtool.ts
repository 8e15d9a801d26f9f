// Runs promtool in Prometheus' image, so that its version is the lab's.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Suite, writeSuite } from './rule-tests/suites.ts';

const ENV_FILE = fileURLToPath(new URL('../../.env', import.meta.url));

/** The image named in .env; a variable of the shell overrides it, as in Compose. */
const image = (): string =>
  process.env.PROMETHEUS_IMAGE ??
  /^PROMETHEUS_IMAGE=(.*)$/m.exec(readFileSync(ENV_FILE, 'utf8'))?.[1] ??
  '';

/** Why promtool cannot run here, or false; as `skip` of node's test runner. */
export function promtoolMissing(): string | false {
  const { status } = spawnSync('docker', ['image', 'inspect', image()], { stdio: 'ignore' });
  return status === 0 ? false : `the image ${image()} is not here; npm start fetches or makes it`;
}

export interface Outcome {
  name: string;
  passed: boolean;
  output: string;
}

const PROCESSES = 2;
/** Suites per process, at most: starting a process costs as much as several short tests. */
const MOST_TOGETHER = 25;

/** Runs promtool on the test*.yaml of every subfolder. JUnit output, since the plain one has no file names. */
function runPromtool(folder: string, folders: number): { stdout: string; stderr: string } {
  const together = Math.min(MOST_TOGETHER, Math.ceil(folders / PROCESSES));
  const script = `cd /tests && ls | xargs -P ${PROCESSES} -n ${together} sh -c '
      files=; for one; do files="$files $(echo $one/test*.yaml)"; done
      promtool test rules --junit=/tmp/$1.xml $files > /tmp/$1.out 2>&1 || :
      [ -s /tmp/$1.xml ] || cat /tmp/$1.out >&2' sh
    cat /tmp/*.xml`;
  // promtool creates a small database per test; in memory that takes almost no time.
  const options = ['--rm', '--network=none', '--tmpfs=/tmp', '--entrypoint=/bin/sh'];
  return spawnSync(
    'docker',
    ['run', ...options, `--volume=${folder}:/tests:ro`, image(), '-c', script],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
}

/** The outcome of each suite in JUnit's XML. */
function outcomesOf(xml: string): Outcome[] {
  const files = [...xml.matchAll(/<testsuite name="([^"]+)".*?<\/testsuite>/gs)];
  const byFolder = Map.groupBy(files, ([, file = '']) => dirname(file));
  return [...byFolder].map(([name, own]) => {
    const failed = own
      .map(([whole]) => whole)
      .filter((whole) => !/^<testsuite [^>]* failures="0" errors="0"/.test(whole));
    return { name, passed: failed.length === 0, output: failed.map(readable).join('\n') };
  });
}

/**
 * Runs the tests of suites in one container. Names of suites must be unique.
 * @throws {Error} when promtool gives no result for a suite
 */
export function testSuites(suites: Suite[]): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'lab-rules-'));
  try {
    // promtool runs as another user.
    chmodSync(folder, 0o755);
    for (const suite of suites) {
      writeSuite(join(folder, suite.name), suite);
    }
    const { stdout, stderr } = runPromtool(folder, suites.length);
    const outcomes = outcomesOf(stdout);
    const missing = readdirSync(folder).filter((one) => !outcomes.some(({ name }) => name === one));
    if (missing.length > 0) {
      throw new Error(`promtool says nothing of ${missing.join(', ')}: ${stderr}`);
    }
    return outcomes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The failed tests of a JUnit testsuite, as lines. */
const readable = (xml: string): string =>
  [...xml.matchAll(/<testcase name="([^"]*)"><(?:failure|error)[^>]*>(.*?)<\//gs)]
    .map(([, name, text]) => `${name}\n${text}`)
    .join('\n')
    .replaceAll(/&#x?(\w+);/g, (entity, code: string) =>
      String.fromCodePoint(Number.parseInt(code, entity.startsWith('&#x') ? 16 : 10)),
    )
    .replaceAll(/&(lt|gt|amp);/g, (_, name: string) => ({ lt: '<', gt: '>' })[name] ?? '&');
