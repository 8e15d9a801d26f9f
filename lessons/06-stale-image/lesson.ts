// The source has the fix; the image, and so the container, does not.
import { runProgram } from '../../evidence/command/program.ts';
import { project } from '../../stores/lab.ts';
import { composeWithLesson, runWithLesson } from '../engine/containers.ts';
import { edit } from '../engine/copies.ts';
import {
  finding,
  findingOfAll,
  needed,
  neededOfAll,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Lesson } from '../engine/lesson.ts';

const faulty = "'not-found': 400,";
const fixed = "'not-found': 404,";
const source = 'src/http/error-handler.ts';
const folder = '06-stale-image';

const build = (): Promise<string> => composeWithLesson(lesson, 'build', 'backend');

/** The images that were built in this lesson, also those that a later build took the name from. */
async function imagesOfLesson(): Promise<string[]> {
  const labels = [`dev.otel-lab.project=${project}`, `dev.otel-lab.lesson=${folder}`];
  const filters = labels.flatMap((label) => ['--filter', `label=${label}`]);
  const ids = await runProgram('docker', ['image', 'ls', '--quiet', ...filters]);
  return [...new Set(ids.split('\n').filter(Boolean))];
}

export const lesson: Lesson = {
  folder,
  copies: {
    Dockerfile: { of: `lessons/${folder}/Dockerfile` },
    src: { of: 'backend/src', file: 'http/error-handler.ts', fault: [[fixed, faulty]] },
  },
  services: ['backend'],
  // In this order: the image is as old as the fault, and the fix is younger.
  async prepare() {
    await build();
    edit(lesson, source, [[faulty, fixed]]);
  },
  async end() {
    const images = await imagesOfLesson();
    if (images.length > 0) await runProgram('docker', ['image', 'rm', '--force', ...images]);
  },
  async check() {
    const sent = await send(3, { path: '/api/tasks/999999999999' });
    const refused = sent.filter(({ status }) => status >= 400 && status < 500);
    const right = sent.filter(({ status }) => status === 404);
    const statuses = [...new Set(sent.map(({ status }) => status))].join(', ');
    return settle(async () => {
      const servers = await serverSpansOf(sent);
      const codes = servers.map(({ attributes }) => attributes['http.response.status_code']);
      return [
        needed(
          `the lab answers the ${sent.length} requests of this check`,
          refused.length === sent.length,
          `statuses seen: ${statuses}`,
        ),
        neededOfAll('each has a SERVER span', codes, sent),
        findingOfAll('a task that does not exist is answered with 404', right, sent),
        finding(
          'the backend itself says so, in its spans',
          codes.length > 0 && codes.every((code) => code === '404'),
          `http.response.status_code ${[...new Set(codes)].join(', ')}`,
        ),
      ];
    });
  },
  right: [
    {
      title:
        'Build the image again (docker compose -f docker-compose.yml -f .lab/lessons/06-stale-image/compose.yml build backend), and apply it',
      act: () => build().then(() => runWithLesson(lesson)),
    },
    {
      title: 'Mount the source over that of the image',
      edits: {
        'compose.yml': [
          [
            '    pull_policy: never\n',
            `    pull_policy: never\n    volumes: ["./.lab/lessons/${folder}/src:/app/backend/src:ro"]\n`,
          ],
        ],
      },
    },
    {
      title: 'Have Compose build the image at each start',
      edits: { 'compose.yml': [['pull_policy: never', 'pull_policy: build']] },
    },
  ],
  wrong: [
    {
      title: 'Restart the container',
      act: async () => {
        await composeWithLesson(lesson, 'restart', 'backend');
        const up = ['up', '--detach', '--wait', '--no-deps', '--no-recreate'];
        await composeWithLesson(lesson, ...up, 'backend');
      },
    },
    { title: 'Make a new container of the same image', act: () => runWithLesson(lesson) },
    {
      title: 'Mend the source once more',
      edits: { [source]: [[fixed, `${fixed} // as RFC 9110 has it`]] },
    },
    {
      title: 'Ask for the latest image',
      edits: { 'compose.yml': [['-lesson-06', '-lesson-06:latest']] },
    },
  ],
};
