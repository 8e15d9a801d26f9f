// Tests task-api.ts with a real HTTP server that answers like the backend.
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { milk } from '../testing/milk.ts';
import { ApiError, createTaskApi } from './task-api.ts';

test('lists the tasks in the order of the API', async (t) => {
  const { api, requests } = await serve(t, json(200, { tasks: [milk] }));
  assert.deepEqual(await api.listTasks(), { tasks: [milk] });
  assert.deepEqual(requests, [{ method: 'GET', url: '/api/tasks', body: '' }]);
});

test('sends a new task as JSON and returns what the API made of it', async (t) => {
  const { api, requests } = await serve(t, json(201, milk));
  assert.deepEqual(await api.createTask({ title: 'Buy milk' }), milk);
  assert.deepEqual(requests, [{ method: 'POST', url: '/api/tasks', body: '{"title":"Buy milk"}' }]);
});

test('asks for what the filters say, and for nothing that they leave open', async (t) => {
  const { api, requests } = await serve(t, json(200, { tasks: [] }));
  await api.listTasks({ completed: false, search: 'oat & rye', cursor: undefined });
  await api.listTasks({ search: '', sort: '-created_at', limit: 5 });
  assert.deepEqual(
    requests.map(({ url }) => url),
    ['/api/tasks?completed=false&search=oat+%26+rye', '/api/tasks?sort=-created_at&limit=5'],
  );
});

test('asks for slow and failing answers', async (t) => {
  const { api, requests } = await serve(t, json(200, {}));
  await api.simulateSlow(1.5);
  await api.simulateError(503);
  assert.deepEqual(
    requests.map(({ url }) => url),
    ['/api/simulate-slow?delay=1.5', '/api/simulate-error?status=503'],
  );
});

test('changes only the fields it is given', async (t) => {
  const { api, requests, headers } = await serve(t, json(200, { ...milk, completed: true }));
  assert.equal((await api.changeTask(7, { completed: true }, 3)).completed, true);
  assert.deepEqual(requests, [
    { method: 'PATCH', url: '/api/tasks/7', body: '{"completed":true}' },
  ]);
  assert.equal(headers[0]?.['if-match'], '"3"', 'the version that the change was made from');
});

test('reads one task', async (t) => {
  const { api, requests } = await serve(t, json(200, milk));
  assert.deepEqual(await api.getTask(7), milk);
  assert.equal(requests[0]?.url, '/api/tasks/7');
});

test('takes 204 without a body as deleted', async (t) => {
  const { api, requests } = await serve(t, (_request, response) => response.writeHead(204).end());
  await api.deleteTask(7, 1);
  assert.deepEqual(requests, [{ method: 'DELETE', url: '/api/tasks/7', body: '' }]);
});

test('says what the problem document says', async (t) => {
  const problem = { title: 'Not Found', status: 404, detail: 'There is no task 7.' };
  const { api } = await serve(t, json(404, problem, 'application/problem+json'));
  await assert.rejects(api.getTask(7), new ApiError(404, 'There is no task 7.'));
});

test('prefers the messages of the fields over the general one', async (t) => {
  const errors = [{ field: 'title', message: 'title is too long' }];
  const problem = { title: 'Bad Request', status: 400, detail: 'Invalid task', errors };
  const { api } = await serve(t, json(400, problem, 'application/problem+json'));
  await assert.rejects(api.createTask({ title: 'x' }), new ApiError(400, 'title is too long'));
});

test('does not show a page of HTML as a message', async (t) => {
  const { api } = await serve(t, (_request, response) =>
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>'),
  );
  const expected = new ApiError(502, 'The task API answered with status 502.');
  await assert.rejects(api.listTasks(), expected);
});

test('gives status 0 when nobody answers', async (t) => {
  const { api, close } = await serve(t, json(200, {}));
  await close();
  await assert.rejects(api.listTasks(), new ApiError(0, 'The task API does not answer.'));
});

test('gives up on an answer that does not come', async (t) => {
  const { api } = await serve(t, () => undefined, 50);
  await assert.rejects(api.listTasks(), new ApiError(0, 'The task API takes too long.'));
});

function json(status: number, body: unknown, type = 'application/json'): RequestListener {
  return (_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
}

/** Starts a server for one test; `requests` collects what it receives. */
async function serve(t: TestContext, answer: RequestListener, timeoutMs = 5000) {
  const requests: { method?: string; url?: string; body: string }[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    headers.push(request.headers);
    requests.push({ method, url, body: Buffer.concat(await request.toArray()).toString() });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  t.after(close);
  const api = createTaskApi((start) => start(), { origin: `http://127.0.0.1:${port}`, timeoutMs });
  return { api, requests, headers, close };
}
