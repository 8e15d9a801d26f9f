-- What lists filter by stands in the indexes that order them: a search or filter that matches little
-- reads one index from end to end, and fetches only the rows that it shows.
DROP INDEX tasks_by_created_at;
DROP INDEX tasks_by_updated_at;
DROP INDEX tasks_by_title;
CREATE INDEX tasks_by_created_at ON tasks (created_at, id, completed, title);
CREATE INDEX tasks_by_updated_at ON tasks (updated_at, id, completed, title);
CREATE INDEX tasks_by_title      ON tasks (title COLLATE NOCASE, id, completed);
