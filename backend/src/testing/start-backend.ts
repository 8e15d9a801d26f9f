// Starts the backend for tests in a separate process, as its container does.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const DEADLINE_MS = 30_000;

/** Sends a new task. */
export const postTask = (url: string, task: unknown, headers = {}): Promise<Response> =>
  fetch(`${url}/api/tasks`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(task),
  });

/** Collects the JSON lines of `stdout`; one of them has the address of the backend. */
function readLines(stdout: Readable) {
  const lines: Record<string, unknown>[] = [];
  const { promise: listening, resolve } = Promise.withResolvers<string>();
  createInterface(stdout).on('line', (text) => {
    const line = JSON.parse(text);
    lines.push(line);
    if (line.msg === 'Listening') {
      resolve(`http://127.0.0.1:${line['server.address'].port}`);
    }
  });
  return { lines, listening };
}

/**
 * Starts the backend on a free port with an empty database and waits until it listens.
 * @param env variables in addition to the test's own environment.
 */
export async function startBackend(env: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', './src/instrumentation.ts', 'src/main.ts'], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, PORT: '0', DATABASE_PATH: ':memory:', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Not 'exit': its last lines may arrive after that.
  const ended = once(child, 'close');
  const { lines, listening } = readLines(child.stdout);
  const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS);
  const died = ended.then(() => {
    throw new Error('the backend ended before it listened');
  });
  const url = await Promise.race([listening, died]);
  died.catch(() => undefined);
  clearTimeout(timer);

  return {
    url,
    /** The JSON lines it has written to stdout so far. */
    lines,
    /** Closes its stdout from this side, like a reader that goes away. */
    stopReading(): void {
      child.stdout.destroy();
    },
    /** Kills it without a flush; harmless when it has ended. */
    kill(): void {
      child.kill('SIGKILL');
    },
    /** Sends SIGTERM and waits until it has ended. */
    async stop(): Promise<{ code: number | null; seconds: number }> {
      const start = performance.now();
      child.kill('SIGTERM');
      const [code] = await ended;
      return { code, seconds: (performance.now() - start) / 1000 };
    },
  };
}
