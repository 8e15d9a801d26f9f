import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { ask, askJson, withParameters } from './ask.ts';

const server = createServer((request, response) => {
  if (request.url === '/silent') return;
  response.statusCode = request.url === '/refused' ? 400 : 200;
  response.end(request.url === '/refused' ? 'parse  error\nat 1' : 'plain text');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
after(() => {
  server.closeAllConnections();
  server.close();
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test('an answer is its text; an error status is an error with what the store said', async () => {
  assert.equal(await ask('Tempo', url), 'plain text');
  await assert.rejects(ask('Tempo', `${url}/refused`), {
    name: 'AskError',
    status: 400,
    message: 'Tempo: status 400: parse error at 1',
  });
});

test('who does not answer is named, with the address and the reason', async () => {
  await assert.rejects(ask('Loki', 'http://127.0.0.1:1/ready'), {
    name: 'AskError',
    status: undefined,
    message: /^Loki does not answer at http:\/\/127\.0\.0\.1:1: /,
  });
  await assert.rejects(ask('Loki', `${url}/silent`, { seconds: 0.1 }), /Loki does not answer/);
});

test('what is not JSON is an error', async () => {
  await assert.rejects(askJson('Prometheus', url), /Prometheus answers at .* not JSON/);
});

test('parameters are encoded, and undefined ones are left out', () => {
  const parameters = { query: '{a="b c"}', start: undefined, limit: 5 };
  assert.equal(
    withParameters('http://x/y', parameters),
    'http://x/y?query=%7Ba%3D%22b+c%22%7D&limit=5',
  );
  assert.equal(withParameters('http://x/y', {}), 'http://x/y');
});
