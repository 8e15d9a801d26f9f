-- A number that grows with every change: two editors cannot overwrite each other unseen.
ALTER TABLE tasks ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
