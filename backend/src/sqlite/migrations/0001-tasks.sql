-- The table of tasks.
CREATE TABLE tasks (
  -- AUTOINCREMENT: the id of a deleted task is never given to another one.
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  title       TEXT    NOT NULL,
  description TEXT    NOT NULL,
  completed   INTEGER NOT NULL CHECK (completed IN (0, 1)),
  -- ISO 8601 in UTC, so that text order is time order.
  created_at  TEXT    NOT NULL,
  updated_at  TEXT    NOT NULL
) STRICT;
