// The floor: the two routes in bare Express, on the backend's own tables. No validation, no log
// lines, no telemetry.
import express from 'express';
import { openDatabase } from '../../backend/src/sqlite/database.ts';

const database = openDatabase(process.env.DATABASE_PATH ?? ':memory:');
const select = database.prepare<unknown[], { completed: number }>(
  'SELECT * FROM tasks WHERE id = @id',
);
const insert = database.prepare<unknown[], { completed: number }>(
  'INSERT INTO tasks (title, description, completed, created_at, updated_at) VALUES (@title, @description, 0, @now, @now) RETURNING *',
);
const toTask = (row: { completed: number } | undefined) => ({
  ...row,
  completed: row?.completed === 1,
});

const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
app.get('/api/tasks/:id', (request, response) => {
  response.json(toTask(select.get({ id: Number(request.params.id) })));
});
app.post('/api/tasks', express.json(), (request, response) => {
  const { title, description } = request.body;
  const now = new Date().toISOString();
  response.status(201).json(toTask(insert.get({ title, description, now })));
});
app.listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
