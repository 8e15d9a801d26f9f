// A server under measurement: a process of its own on a free loopback port, and the CPU it uses.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../evidence/own-lab/free-port.ts';
import { pollUntil } from '../../stores/poll-until.ts';

const START_DEADLINE_MS = 20_000;
const STOP_DEADLINE_MS = 6_000;
// Linux counts a process' CPU in hundredths of a second, whatever the kernel's own clock.
const MICROSECONDS_PER_TICK = 10_000;

export interface ServerProcess {
  port: number;
  /** Microseconds of CPU, user and system, all its threads, since it began. */
  cpu(): number;
  /** SIGTERM, and SIGKILL for what does not end by itself. */
  stop(): Promise<void>;
}

/** What to start: node's arguments, the folder to start in, the variables on top of ours. */
export interface ServerCommand {
  folder: URL;
  args: string[];
  env: Record<string, string>;
}

/** Our environment without what would change the telemetry behind our back. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(OTEL_|NODE_OPTIONS)/.test(name));
  return Object.fromEntries(own);
}

/** Waits until something answers on the port. */
async function listening(child: ChildProcess, port: number, what: string): Promise<void> {
  const ended = new AbortController();
  child.once('exit', () => ended.abort());
  try {
    await pollUntil(
      what,
      START_DEADLINE_MS / 1000,
      () => fetch(`http://127.0.0.1:${port}/health`),
      {
        interval: 50,
        signal: ended.signal,
      },
    );
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${what} does not listen`, { cause: error });
  }
}

/** utime and stime, fields 14 and 15 of proc(5); the name before them may hold spaces. */
function readCpu(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MICROSECONDS_PER_TICK;
}

/** Starts node and waits until it listens. Its stdout goes nowhere: writing lines is measured, a reader is not. */
export async function startServer({ folder, args, env }: ServerCommand): Promise<ServerProcess> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...cleanEnvironment(), ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'exit');
  // Whatever ends the run ends its servers; harmless for one that has ended.
  process.once('exit', () => child.kill('SIGKILL'));
  await listening(child, port, args.join(' '));
  const pid = child.pid as number;
  return {
    port,
    cpu: () => readCpu(pid),
    async stop() {
      child.kill('SIGTERM');
      const ended = new AbortController();
      const late = setTimeout(STOP_DEADLINE_MS, undefined, { signal: ended.signal });
      late.then(() => child.kill('SIGKILL')).catch(() => undefined);
      await exited;
      ended.abort();
    },
  };
}
