// Opens the SQLite file. Next on the path: task-store.ts (queries), schema.sql (the table).
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const schema = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8');

/**
 * Opens the database, creating file and table where they are missing.
 *
 * @param path absolute path of the file, or ':memory:'.
 * @throws when the folder does not exist or cannot be written.
 */
export function openDatabase(path: string): Database.Database {
  const database = new Database(path);
  // Readers do not wait for the writer.
  database.pragma('journal_mode = WAL');
  // With WAL, NORMAL survives a killed process; only a power cut may lose the last commits.
  database.pragma('synchronous = NORMAL');
  // Somebody who looks with the sqlite3 shell must not make requests fail: wait up to a second.
  database.pragma('busy_timeout = 1000');
  database.exec(schema);
  return database;
}
