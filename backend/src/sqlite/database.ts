// Opens the SQLite file and brings its tables up to date. See also task-store.ts (queries) and
// migrations/ (the tables).
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../problem.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** Maximum size of the write-ahead log after a checkpoint, in bytes. */
export const LOG_SIZE_LIMIT = 8 * 1024 * 1024;

/** 0001-tasks.sql -> 1 */
const numberOf = (file: string): number => Number.parseInt(file, 10);

/**
 * Applies all migrations that the file lacks, in one transaction. SQLite's user_version stores the
 * number of the last one.
 * @throws {Error} when a newer version of this program wrote the file.
 */
function migrate(database: Database.Database): void {
  const files = readdirSync(FOLDER).sort();
  const version = database.pragma('user_version', { simple: true }) as number;
  const newest = numberOf(files.at(-1) ?? '0');
  if (version > newest) {
    throw new Error(`the database has version ${version}, this program knows ${newest} at most`);
  }
  database.transaction(() => {
    for (const file of files.filter((name) => numberOf(name) > version)) {
      database.exec(readFileSync(new URL(file, FOLDER), 'utf8'));
      database.pragma(`user_version = ${numberOf(file)}`);
    }
  })();
}

/**
 * Opens the database; creates file and tables if they are missing.
 * @param path absolute path of the file, or ':memory:'.
 * @throws {Error} when the folder does not exist or cannot be written.
 */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  // Readers do not wait for the writer.
  database.pragma('journal_mode = WAL');
  // With WAL, NORMAL loses nothing when the process is killed; a power cut may lose the last commits.
  // FULL would prevent that too, for one fsync per request.
  database.pragma('synchronous = NORMAL');
  // Milliseconds to wait for another process's lock; then the answer is 503. Short, since
  // better-sqlite3 waits on the main thread and blocks all other requests.
  database.pragma('busy_timeout = 100');
  // SQLite makes a checkpoint every 4 MB; this limit shrinks a log that grew while a reader held it.
  // Without it the file would keep its largest size.
  database.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT}`);
  // Off by default for compatibility; the first foreign key will need it.
  database.pragma('foreign_keys = ON');
  migrate(database);
  return database;
}

// Caused by the disk or another process's lock: https://www.sqlite.org/rescode.html
const UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;

/**
 * Runs `work` on the database.
 * @throws {StoreUnavailable} for a temporary error of SQLite; other errors are passed on.
 */
export function whenAvailable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Database.SqliteError && UNAVAILABLE.test(error.code)) {
      throw new StoreUnavailable(error.message, { cause: error });
    }
    throw error;
  }
}
