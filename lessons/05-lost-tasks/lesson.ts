// The database's path is relative, and leads to a folder that goes with the container.

import { Client } from '../../evidence/load/client.ts';
import { deleteTasksOf } from '../../evidence/load/delete-tasks.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { runWithLesson } from '../engine/containers.ts';
import { finding, needed, type Sent, sendOne, settle } from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';

const path = 'DATABASE_PATH: data/tasks.db';
const comment = "    # Without it SQLite cannot write: the container's file system is read-only.\n";
const tmpfs = '    tmpfs: ["/app/backend/data:uid=1000,gid=1000,mode=0700"]\n';

/** Asks the backend itself: nginx knows a new container's address only after some seconds. */
const request = (wanted: Parameters<typeof sendOne>[0]): Promise<Sent> =>
  sendOne(wanted, lab.backend);

const titleIn = ({ body }: Sent): string => (JSON.parse(body) as { title: string }).title;

/** What the stores and the answers say of a task that was made by one container and read by another. */
async function judge(title: string, made: Sent, read: Sent): Promise<Finding[]> {
  const [insert, select] = await Promise.all(
    [made, read].map(async ({ traceId }) =>
      (await spansOfTrace(traceId)).find(({ attributes }) => attributes['db.operation.name']),
    ),
  );
  const isThere = read.status === 200 && titleIn(read) === title;
  return [
    needed('a task can be added', made.status === 201, `status ${made.status}`),
    needed('Tempo has its INSERT', insert?.name === 'INSERT tasks', insert?.name ?? 'no SQL'),
    needed(
      'a new container of the backend answers',
      [200, 404].includes(read.status),
      `status ${read.status}`,
    ),
    needed('Tempo has its SELECT', select?.name === 'SELECT tasks', select?.name ?? 'no SQL'),
    finding(
      'the new container has the task of the one before',
      isThere,
      isThere ? title : `status ${read.status}`,
    ),
  ];
}

export const lesson: Lesson = {
  folder: '05-lost-tasks',
  copies: {
    src: {
      of: 'backend/src',
      file: 'config.ts',
      fault: [
        ["import { isAbsolute } from 'node:path';\n", ''],
        [
          `  /** The SQLite file. Absolute, so that it does not depend on the working directory. */
  DATABASE_PATH: z
    .string()
    .refine((path) => path === ':memory:' || isAbsolute(path), 'must be an absolute path')
    .default('/data/tasks.db'),
`,
          "  /** The SQLite file. */\n  DATABASE_PATH: z.string().default('/data/tasks.db'),\n",
        ],
      ],
    },
  },
  services: ['backend'],
  async check() {
    const title = `lesson-5-${hexId(4)}`;
    const client = new Client(lab.backend);
    try {
      const made = await request({ method: 'POST', path: '/api/tasks', body: { title } });
      // Not just a restart, which keeps what a container wrote to its own file system.
      await runWithLesson(lesson);
      const { id = 0 } = made.status === 201 ? (JSON.parse(made.body) as { id: number }) : {};
      const read = await request({ path: `/api/tasks/${id}` });
      return await settle(() => judge(title, made, read));
    } finally {
      await deleteTasksOf(title, client);
      client.close();
    }
  },
  right: [
    {
      title: 'Let the path lead to the volume that the lab has for its tasks',
      edits: {
        'compose.yml': [
          [path, 'DATABASE_PATH: /data/tasks.db'],
          [comment + tmpfs, ''],
        ],
      },
    },
    {
      title: "Leave the path to the lab's own settings",
      edits: {
        'compose.yml': [
          [`    environment:\n      ${path}\n`, ''],
          [comment + tmpfs, ''],
        ],
      },
    },
    {
      title: 'Put the volume where the path leads to',
      edits: {
        'compose.yml': [
          [comment + tmpfs, ''],
          ['volumes: [', 'volumes: ["backend-data:/app/backend/data", '],
        ],
      },
    },
  ],
  wrong: [
    {
      title: 'Make the path absolute, and leave it where it leads',
      edits: { 'compose.yml': [[path, 'DATABASE_PATH: /app/backend/data/tasks.db']] },
    },
    {
      title: 'Take another folder of the same kind',
      edits: {
        'compose.yml': [
          [path, 'DATABASE_PATH: ../../tmp/tasks.db'],
          [tmpfs, '    tmpfs: ["/tmp:uid=1000,gid=1000,mode=0700"]\n'],
        ],
      },
    },
    {
      title: 'Let the container write to its own file system',
      edits: {
        'compose.yml': [
          [path, 'DATABASE_PATH: /tmp/tasks.db'],
          [tmpfs, '    read_only: false\n'],
        ],
      },
    },
  ],
};
