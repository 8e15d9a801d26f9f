// Every documented operation behaves as documented, and every route is documented.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { type Call, STATS_KEY, startApp, type TestApp } from '../testing/start-app.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document, to be held against what it must say.
type Json = any;
let app: TestApp;
let document: Json;
/** All operations with path and method; deletions last, since the others need the task. */
let operations: { path: string; method: string; operation: Json }[];

before(async () => {
  app = await startApp();
  document = (await app.send('GET', '/api/openapi.json')).body;
  operations = Object.entries<Json>(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries<Json>(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    .sort((a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'));
});
after(() => app.close());

test('the document is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.match(document.openapi, /^3\.1\./);
  assert.equal(document.info.version, '1.2.3');
});

test('it promises what clients were promised', () => {
  const promised = operations.map(({ path, method, operation }) => {
    const { operationId, responses, parameters = [] } = operation;
    const names = parameters.map(({ name }: { name: string }) => name);
    return [`${method} ${path}`, operationId, Object.keys(responses).join(' '), names.join(' ')];
  });
  const query = 'completed search sort limit cursor';
  assert.deepEqual(promised, [
    ['get /api/tasks', 'listTasks', '200 400', query],
    ['post /api/tasks', 'createTask', '201 400 413 415', ''],
    ['get /api/tasks/{id}', 'readTask', '200 400 404', 'id'],
    ['put /api/tasks/{id}', 'replaceTask', '200 400 404 412 413 415', 'id If-Match'],
    ['patch /api/tasks/{id}', 'changeTask', '200 400 404 412 413 415', 'id If-Match'],
    ['get /health', 'health', '200', ''],
    ['get /ready', 'ready', '200 503', ''],
    ['get /api/simulate-slow', 'simulateSlow', '200 400', 'delay'],
    ['get /api/simulate-error', 'simulateError', '400 500', 'status'],
    ['get /api/internal/stats', 'stats', '200 401 404', 'X-API-Key'],
    ['get /api/openapi.json', 'openapi', '200', ''],
    ['delete /api/tasks/{id}', 'deleteTask', '204 400 404 412', 'id If-Match'],
  ]);
});

test('it says in words what each operation, answer and header is', () => {
  for (const { operation } of operations) {
    const texts = [
      operation.summary,
      ...Object.values<Json>(operation.responses).map(({ description }) => description),
    ];
    const headers = (operation.parameters ?? []).filter(
      (parameter: Json) => parameter.in === 'header',
    );
    texts.push(...headers.map(({ description }: Json) => description));
    assert.ok(
      texts.every((text) => /^[A-Z].+[.?]$/.test(text)),
      `${operation.operationId}: ${texts}`,
    );
  }
  assert.match(document.info.title, /Task API/);
});

test('only what the path names is required of a caller, besides the body', () => {
  for (const { operation } of operations) {
    for (const { name, required, in: place } of operation.parameters ?? []) {
      assert.equal(required, place === 'path', `${operation.operationId}: ${name}`);
    }
    assert.notEqual(operation.requestBody?.required, false);
  }
});

// Lets each operation succeed; the task with id 1 is created first.
const SUCCESS: Record<string, Call & { target?: string }> = {
  createTask: { body: { title: 'another' } },
  replaceTask: { body: { title: 'replaced' } },
  changeTask: { body: { completed: true } },
  simulateSlow: { target: '/api/simulate-slow?delay=0' },
  stats: { headers: { 'x-api-key': STATS_KEY } },
};

/** Asserts that the body has all required fields and no others than the schema's. */
function assertFits(schema: Json, body: Json, what: string): void {
  for (const name of schema?.required ?? []) {
    assert.ok(name in body, `${what}: ${name}`);
  }
  if (schema?.additionalProperties === false) {
    const known = Object.keys(schema.properties);
    assert.deepEqual(
      Object.keys(body).filter((name) => !known.includes(name)),
      [],
      what,
    );
  }
}

describe('each operation', () => {
  test('answers with a status and a body that the document names', async () => {
    await app.send('POST', '/api/tasks', { body: { title: 'first' } });
    for (const { path, method, operation } of operations) {
      const { target, ...call } = SUCCESS[operation.operationId] ?? {};
      const answer = await app.send(
        method.toUpperCase(),
        target ?? path.replace('{id}', '1'),
        call,
      );
      const documented = operation.responses[answer.status];
      assert.ok(documented, `${operation.operationId}: ${answer.status} is documented`);
      if (!['health', 'ready', 'openapi', 'deleteTask'].includes(operation.operationId)) {
        assert.ok(documented.content, `${operation.operationId}: its body is documented`);
      }
      const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
      const schema = documented.content?.[type]?.schema;
      assert.equal(
        Boolean(documented.content),
        Boolean(schema),
        `${operation.operationId}: ${type}`,
      );
      assertFits(schema, answer.body, operation.operationId);
    }
  });

  test('that is not there is refused, with those that are', async () => {
    for (const [path, methods] of Object.entries<Json>(document.paths)) {
      const { status, headers } = await app.send('OPTIONS', path.replace('{id}', '1'), {});
      const known = Object.keys(methods).map((method) => method.toUpperCase());
      assert.equal(status, 405, path);
      assert.equal(headers.get('allow'), known.join(', ').replace('GET', 'GET, HEAD'));
    }
  });
});

test('what a body may be is told by the schemas that validate it', () => {
  const { requestBody } = document.paths['/api/tasks'].post;
  const { schema } = requestBody.content['application/json'];
  assert.deepEqual(schema.required, ['title']);
  assert.equal(schema.properties.title.maxLength, 200);
  assert.equal(schema.additionalProperties, false);
  const limit = document.paths['/api/tasks'].get.parameters.find(
    (parameter: { name: string }) => parameter.name === 'limit',
  );
  assert.equal(limit.schema.maximum, 100);
});
