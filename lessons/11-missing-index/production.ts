// Makes the database of this lesson: 60,000 tasks, in tables as the migrations 1 to 4 once made them
// somewhere. The backend runs this before it starts. It is not one of your files to mend.
import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const TASKS = 60_000;
const path = process.env.DATABASE_PATH ?? '/data/tasks.db';

for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
const database = new Database(path);
// Nothing is lost when this is interrupted: the next start makes it again.
database.pragma('journal_mode = OFF');
database.pragma('synchronous = OFF');
database.exec(`
  CREATE TABLE tasks (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    title       TEXT    NOT NULL,
    description TEXT    NOT NULL,
    completed   INTEGER NOT NULL CHECK (completed IN (0, 1)),
    created_at  TEXT    NOT NULL,
    updated_at  TEXT    NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1
  ) STRICT;

  -- Titles in another order than ids. Descriptions of 1,900 characters, so that two rows fill a page
  -- of the file, and whoever reads all rows reads 120 MB.
  INSERT INTO tasks (title, description, completed, created_at, updated_at)
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${TASKS})
  SELECT
    printf('Order %05d', n * 7919 % ${TASKS}),
    replace(hex(zeroblob(100)), '00', 'Call the customer. '),
    n % 3 = 0,
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (n - ${TASKS}) || ' minutes'),
    strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (n - ${TASKS}) || ' minutes')
  FROM numbers;

  CREATE INDEX tasks_by_completed  ON tasks (completed);
  CREATE INDEX tasks_by_created_at ON tasks (created_at, id, completed, title);
  CREATE INDEX tasks_by_updated_at ON tasks (updated_at, id, completed, title);
`);
// The migrations 1 to 4 have been applied here, and are not applied again.
database.pragma('user_version = 4');
database.close();
