// Every documented operation does what the document says, and every route is documented.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { STATS_KEY, startApp, type TestApp } from '../testing/start-app.ts';

let app: TestApp;
before(async () => {
  app = await startApp();
});
after(() => app.close());

// Enough for each operation to succeed; the task with id 1 is made first.
const SUCCESS: Record<
  string,
  { target?: string; body?: unknown; headers?: Record<string, string> }
> = {
  createTask: { body: { title: 'another' } },
  replaceTask: { body: { title: 'replaced' } },
  changeTask: { body: { completed: true } },
  simulateSlow: { target: '/api/simulate-slow?delay=0' },
  stats: { headers: { 'x-api-key': STATS_KEY } },
};

test('each operation answers with a status and a body that the document names', async () => {
  await app.send('POST', '/api/tasks', { body: { title: 'first' } });
  const { body: document } = await app.send('GET', '/api/openapi.json');
  assert.equal(document.openapi, '3.1.1');
  let walked = 0;
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    // biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document.
    Object.entries(methods as Record<string, any>).map(([method, operation]) => ({
      path,
      method,
      operation,
    })),
  );
  // Deleting comes last, after everything that needs the task.
  operations.sort((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));
  for (const { path, method, operation } of operations) {
    const { target, ...call } = SUCCESS[operation.operationId] ?? {};
    const answer = await app.send(method.toUpperCase(), target ?? path.replace('{id}', '1'), call);
    const documented = operation.responses[answer.status];
    assert.ok(documented, `${operation.operationId}: ${answer.status} is documented`);
    const schema = documented.content?.['application/json']?.schema;
    for (const name of schema?.required ?? []) {
      assert.ok(name in answer.body, `${operation.operationId}: ${name}`);
    }
    if (schema?.additionalProperties === false) {
      const known = Object.keys(schema.properties);
      assert.deepEqual(
        Object.keys(answer.body).filter((name) => !known.includes(name)),
        [],
      );
    }
    walked += 1;
  }
  assert.equal(walked, 11);
});

test('what a body may be is told by the schemas that validate it', async () => {
  const { body: document } = await app.send('GET', '/api/openapi.json');
  const schema = document.paths['/api/tasks'].post.requestBody.content['application/json'].schema;
  assert.deepEqual(schema.required, ['title']);
  assert.equal(schema.properties.title.maxLength, 200);
  assert.equal(schema.additionalProperties, false);
  const limit = document.paths['/api/tasks'].get.parameters.find(
    (parameter: { name: string }) => parameter.name === 'limit',
  );
  assert.equal(limit.schema.maximum, 100);
});
