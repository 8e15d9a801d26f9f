-- One index for each order of the list, with the id to make it total: a page is then read where
-- it begins, however many tasks there are.
CREATE INDEX tasks_by_created_at ON tasks (created_at, id);
CREATE INDEX tasks_by_updated_at ON tasks (updated_at, id);
CREATE INDEX tasks_by_title      ON tasks (title COLLATE NOCASE, id);
-- Counted every five seconds for the metric lab.tasks.
CREATE INDEX tasks_by_completed  ON tasks (completed);
