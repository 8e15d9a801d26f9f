// Labs that are measured by turns: each is paused while it is not its turn.
import { atExit, interrupted } from '../evidence/command/command.ts';
import { runProgram } from '../evidence/command/program.ts';
import { freePorts, PLAIN } from '../evidence/own-lab/own-lab.ts';
import { pollUntilTrue } from '../stores/poll-until.ts';
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
  pause(): Promise<void>;
  resume(): Promise<void>;
}

/** Pauses or resumes, again and again until no container is left in `status`: the engine cannot freeze one in
 * which a health check just starts. */
const allOut = (project: string, status: 'running' | 'paused', command: 'pause' | 'unpause') =>
  pollUntilTrue(`${command} of ${project}`, 60, async () => {
    const filters = [`label=com.docker.compose.project=${project}`, `status=${status}`];
    const options = filters.flatMap((filter) => ['--filter', filter]);
    const left = await runProgram('docker', ['ps', '--quiet', ...options]);
    if (left !== '') await runProgram('docker', [command, ...left.split('\n')]);
    return left === '';
  });

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
  const pause = () => allOut(project, 'running', 'pause');
  const resume = () => allOut(project, 'paused', 'unpause');
  atExit(async () => {
    await resume().catch(() => '');
    await runProgram('scripts/cleanup.sh', ['--yes'], { env });
  });
  say(`starting the ${name} lab`);
  await runProgram('scripts/start.sh', [], { env, signal: interrupted });
  await pause();
  return { name, project, env, pause, resume };
}
