// The floor: the two routes in bare Express, on the backend's own tables. No validation, no
// telemetry, and no log lines unless LOG_REQUESTS is set.
import express, { type RequestHandler } from 'express';
import { openDatabase } from '../../../backend/src/sqlite/database.ts';
import { createLogger } from '../../../backend/src/telemetry/logger.ts';

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

/** The backend's two lines for each request, through its own logger. */
function logRequests(): RequestHandler {
  const { logger } = createLogger('info');
  return (request, response, next) => {
    const start = performance.now();
    const facts = { 'http.request.method': request.method, 'url.path': request.path };
    logger.info(facts, 'Incoming request');
    response.once('close', () => {
      const completed = {
        ...facts,
        'http.route': request.route?.path,
        'http.response.status_code': response.statusCode,
        'lab.duration_ms': Math.round((performance.now() - start) * 1000) / 1000,
      };
      logger.info(completed, 'Request completed');
    });
    next();
  };
}

const app = express();
app.disable('x-powered-by');
app.set('etag', false);
app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
if (process.env.LOG_REQUESTS) {
  app.use(logRequests());
}
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
