// Ways to make the list by title fast, right and wrong. Each has the same evidence, but for one.
import { pollUntil } from '../../stores/poll-until.ts';
import type { Attempt, Edits, Lesson } from '../engine/lesson.ts';
import { execute, list, slowestTrace } from './statements.ts';

const folder = 'src/sqlite/migrations';
export const MIGRATION = 'sqlite/migrations/0004-filters.sql';

const made = (columns: string): string => `CREATE INDEX tasks_by_title ON tasks (${columns});\n`;
export const dropped =
  'CREATE INDEX tasks_by_title      ON tasks (title COLLATE NOCASE, id, completed);\n';
const before = 'CREATE INDEX tasks_by_updated_at ON tasks (updated_at, id, completed, title);\n';

/** A further migration. */
const migration = (sql: string): Edits => ({ [`${folder}/0005-title.sql`]: sql });
const PAGE_QUERY = 'src/sqlite/page-query.ts';

/** A search finds a new trace after a second. */
const answer = () => pollUntil('the trace of a slow request', 20, slowestTrace);

export const right: Lesson['right'] = [
  {
    title: 'A further migration, which makes the index again',
    edits: migration(
      `-- The order by title, which 0004 left without its index.\n${made('title COLLATE NOCASE, id, completed')}`,
    ),
    answer,
  },
  {
    title: 'An index by hand in the running database, of the two columns that the order needs',
    act: () => execute(made('title COLLATE NOCASE, id')),
    answer,
  },
];

export const wrong: Attempt[] = [
  {
    title: 'An index without the collation of the statement',
    edits: migration(made('title, id, completed')),
    answer,
  },
  {
    title: 'Edit the migration that was applied long ago',
    edits: { [`src/${MIGRATION}`]: [[before, before + dropped]] },
    answer,
  },
  {
    title: 'Return fewer tasks',
    edits: { [PAGE_QUERY]: [['values: [...values, limit + 1],', 'values: [...values, 5],']] },
    answer,
  },
  {
    title: 'Do not sort',
    edits: {
      [PAGE_QUERY]: [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: code of the backend
        ['ORDER BY ${column} ${direction}, id ${direction}', 'ORDER BY id ${direction}'],
      ],
    },
    answer,
  },
  {
    title: 'Delete most tasks',
    edits: migration('DELETE FROM tasks WHERE id > 100;\n'),
    answer,
  },
  {
    title: 'The right index, and a fast request as evidence',
    edits: migration(made('title COLLATE NOCASE, id')),
    answer: async () => ({ trace: (await list('created_at')).traceId }),
  },
];
