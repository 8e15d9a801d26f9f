// Labs that are measured by turns: each is paused while it is not its turn.
import { atExit, interrupted } from '../evidence/command/command.ts';
import { runProgram } from '../evidence/command/program.ts';
import { freePorts, PLAIN } from '../evidence/own-lab/own-lab.ts';
import { say } from './output.ts';
import { workFolder } from './work-folder.ts';

/** What makes it another lab than the plain one. */
export interface Difference {
  /** Of npm start, such as LAB_HARDENED. */
  settings?: Record<string, string>;
  overlays?: string[];
  /** Variables of the overlays' ports. */
  ports?: string[];
}

export interface PausedLab<Name extends string = string> {
  name: Name;
  /** Compose's name of it. */
  project: string;
  /** Its settings, ports among them. */
  env: Record<string, string>;
  compose(...args: string[]): Promise<string>;
}

/** Starts a lab of its own, and pauses it. It goes with the program. */
export async function startPaused<Name extends string>(
  name: Name,
  { settings, overlays = [], ports }: Difference,
): Promise<PausedLab<Name>> {
  const project = `otel-lab-bench-${name}-${process.pid}`;
  const env = {
    ...PLAIN,
    LAB_SECRETS_DIR: workFolder(),
    ...(await freePorts(ports)),
    ...settings,
    COMPOSE_PROJECT_NAME: project,
    COMPOSE_FILE: ['docker-compose.yml', ...overlays].join(':'),
  };
  const compose = (...args: string[]) => runProgram('docker', ['compose', ...args], { env });
  atExit(async () => {
    await compose('unpause').catch(() => '');
    await runProgram('scripts/cleanup.sh', ['--yes'], { env });
  });
  say(`starting the ${name} lab`);
  await runProgram('scripts/start.sh', [], { env, signal: interrupted });
  await compose('pause');
  return { name, project, env, compose };
}
