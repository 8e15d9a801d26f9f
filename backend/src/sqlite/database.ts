// Opens the SQLite file and brings its tables up to date. Next on the path: task-store.ts
// (queries), migrations/ (the tables).
import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StoreUnavailable } from '../problem.ts';

const FOLDER = new URL('./migrations/', import.meta.url);

/** Bytes that the write-ahead log may keep on the disk. */
export const LOG_SIZE_LIMIT = 8 * 1024 * 1024;

/** 0001-tasks.sql -> 1 */
const numberOf = (file: string): number => Number.parseInt(file, 10);

/**
 * Applies the migrations that this file has not seen, in one transaction: all of them or none.
 * SQLite's own user_version remembers the last one.
 *
 * @throws when the file was written by a newer version of this program.
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
 * Opens the database, creating file and tables where they are missing.
 *
 * @param path absolute path of the file, or ':memory:'.
 * @throws when the folder does not exist or cannot be written.
 */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  // Readers do not wait for the writer.
  database.pragma('journal_mode = WAL');
  // With WAL, NORMAL survives a killed process; a power cut may cost the last commits. FULL
  // would survive that too, for one fsync per request.
  database.pragma('synchronous = NORMAL');
  // Milliseconds to wait for somebody else's lock. Short: better-sqlite3 waits on the main
  // thread, where every other request waits with it. Afterwards the answer is 503.
  database.pragma('busy_timeout = 100');
  // Bytes that the log keeps after a checkpoint. SQLite makes one every 4 MB, so this is for a log
  // that grew while a reader held it; without a limit the file stays as long as it ever was.
  database.pragma(`journal_size_limit = ${LOG_SIZE_LIMIT}`);
  // Off by default, for compatibility. The first table that refers to another needs it.
  database.pragma('foreign_keys = ON');
  migrate(database);
  return database;
}

// https://www.sqlite.org/rescode.html: the disk, or somebody else's lock; not our mistake.
const UNAVAILABLE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN)/;

/**
 * Runs `work` on the database.
 *
 * @throws {StoreUnavailable} for an error of SQLite that goes away by itself; others as they are.
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
