// Runs the lab's containers with a lesson's overlay, and without it.
import { join } from 'node:path';
import { runProgram } from '../../evidence/command/program.ts';
import { project } from '../../stores/lab.ts';
import { folderOf } from './copies.ts';
import type { Lesson } from './lesson.ts';

/** @param overlays compose files beside the lab's own. */
const compose = (overlays: string[], ...args: string[]): Promise<string> => {
  const files = ['docker-compose.yml', ...overlays].flatMap((file) => ['--file', file]);
  // All profiles: a lesson may change a service that belongs to one, such as Alertmanager.
  return runProgram('docker', ['compose', '--profile', '*', ...files, ...args]);
};

const overlayOf = (lesson: Lesson): string => join(folderOf(lesson), 'compose.yml');

/** Runs a command of Compose, such as build, on the lab with the learner's overlay. */
export const composeWithLesson = (lesson: Lesson, ...args: string[]): Promise<string> =>
  compose([overlayOf(lesson)], ...args);

/** Only the named services: what they depend on runs already, and may have been stopped on purpose. */
const up = ({ services }: Lesson, overlays: string[]): Promise<string> =>
  services.length === 0
    ? Promise.resolve('')
    : compose(
        overlays,
        ...['up', '--detach', '--wait', '--no-deps', '--force-recreate', ...services],
      );

/**
 * Makes the lesson's services anew with the learner's files.
 * @throws {Error} with Compose's words when one does not become healthy.
 */
export const runWithLesson = (lesson: Lesson): Promise<string> => up(lesson, [overlayOf(lesson)]);

/** Removes a volume that an overlay declares, if it is there; no container may use it any more. */
export const removeVolume = (name: string): Promise<string> =>
  runProgram('docker', ['volume', 'rm', '--force', `${project}_${name}`]);

/** Makes them anew as they were before the lesson. */
export const runWithout = (lesson: Lesson): Promise<string> => up(lesson, []);

/** Do the lesson's services run with its overlay? A plain `npm start` meanwhile takes it away. */
export async function runsWithLesson(lesson: Lesson): Promise<boolean> {
  if (lesson.services.length === 0) return true;
  const ids = (await compose([], 'ps', '--all', '--quiet', ...lesson.services)).split('\n');
  const label = '{{index .Config.Labels "com.docker.compose.project.config_files"}}';
  const files = await runProgram('docker', ['inspect', '--format', label, ...ids]);
  return files.split('\n').every((list) => list.includes(overlayOf(lesson)));
}
