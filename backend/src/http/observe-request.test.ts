// The two log lines of a request. Metrics and the headers with the trace id need the SDK:
// telemetry/telemetry.test.ts.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createLogger } from '../telemetry/logger.ts';
import { startApp } from '../testing/start-app.ts';
import { temporaryFile } from '../testing/temporary-file.ts';

type Line = Record<string, unknown>;

/** An app and its log, which is read until it has the given number of lines. */
async function loggingApp(t: TestContext) {
  const path = temporaryFile(t, 'lines');
  // Not closed: the logger's timer writes to it until the process ends.
  const fd = openSync(path, 'a');
  const { logger, flush } = createLogger('info', fd);
  const app = await startApp({ logger });
  t.after(app.close);
  async function lines(count: number): Promise<Line[]> {
    const deadline = Date.now() + 3000;
    for (;;) {
      flush();
      const written = readFileSync(path, 'utf8').split('\n').slice(0, -1);
      if (written.length >= count) return written.map((line) => JSON.parse(line));
      assert.ok(Date.now() < deadline, `${written.length} lines, not ${count}`);
      await setTimeout(10);
    }
  }
  return { ...app, lines };
}

/** The parts that are the same in each run. */
const fixed = ({ time, 'lab.duration_ms': duration, ...line }: Line): Line => line;

test('a request is logged when it comes and when it is answered', async (t) => {
  const { send, lines } = await loggingApp(t);
  await send('GET', '/api/tasks?search=secret');
  const [incoming, completed] = (await lines(2)) as [Line, Line];
  const facts = { level: 'info', 'http.request.method': 'GET', 'url.path': '/api/tasks' };
  assert.deepEqual(fixed(incoming), { ...facts, msg: 'Incoming request' });
  assert.deepEqual(fixed(completed), {
    ...facts,
    'http.route': '/api/tasks',
    'http.response.status_code': 200,
    msg: 'Request completed',
  });
});

test('the time is in milliseconds, to the microsecond', async (t) => {
  const { send, lines } = await loggingApp(t);
  const start = performance.now();
  await send('GET', '/api/simulate-slow?delay=0.2');
  const completed = (await lines(2))[1] as Line;
  const duration = completed['lab.duration_ms'] as number;
  assert.ok(duration >= 199 && duration <= performance.now() - start, `${duration} ms`);
  assert.equal(duration, Number(duration.toFixed(3)));
});

test('what matches no route has one name, and the path as it came', async (t) => {
  const { send, lines } = await loggingApp(t);
  await send('GET', '/api/nothing/7');
  const completed = (await lines(2))[1] as Line;
  assert.deepEqual(
    ['level', 'url.path', 'http.route', 'http.response.status_code'].map((key) => completed[key]),
    ['info', '/api/nothing/7', 'unmatched', 404],
  );
});

test('a failure of the service is an error with its exception, and 499 is not', async (t) => {
  const { send, lines, url } = await loggingApp(t);
  await send('GET', '/api/simulate-error?status=500');
  const failed = await lines(3);
  assert.deepEqual(
    failed.map(({ level, msg }) => [level, msg]),
    [
      ['info', 'Incoming request'],
      ['error', 'Unexpected error'],
      ['error', 'Request completed'],
    ],
  );
  assert.match((failed[1] as { err: { stack: string } }).err.stack, /simulate-routes/);

  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /api/simulate-slow?delay=10 HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await lines(4);
  socket.destroy();
  const left = (await lines(5))[4] as Line;
  assert.deepEqual([left.level, left['http.response.status_code']], ['info', 499]);
});

test('a database that is locked has a line of its own, and a client at fault has none', async (t) => {
  const { send, lines, database } = await loggingApp(t);
  database.pragma('query_only = ON');
  assert.equal((await send('POST', '/api/tasks', { body: { title: 'x' } })).status, 503);
  database.pragma('query_only = OFF');
  assert.equal((await send('POST', '/api/tasks', { body: {} })).status, 400);
  assert.deepEqual(
    (await lines(5)).map(({ msg }) => msg),
    [
      'Incoming request',
      'Database unavailable',
      'Request completed',
      'Incoming request',
      'Request completed',
    ],
  );
});

test('health checks are not logged', async (t) => {
  const { send, lines } = await loggingApp(t);
  await send('GET', '/health');
  await send('GET', '/api/tasks');
  assert.deepEqual(
    (await lines(2)).map((line) => line['url.path']),
    ['/api/tasks', '/api/tasks'],
  );
});
