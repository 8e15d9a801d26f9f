// Shutdown: which requests are answered, which are cut off, and that it ends.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { drain } from './drain.ts';

/** Longer than a test may take: waiting for it is a failure. */
const FOR_EVER_MS = 60_000;
const SOON = { timeout: 10_000 };

async function listening(t: TestContext, answer: RequestListener) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  // How long an idle connection would be kept.
  server.keepAliveTimeout = FOR_EVER_MS;
  t.after(() => server.closeAllConnections());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { server, port, url: `http://127.0.0.1:${port}` };
}

test(
  'a request under way gets its whole answer, and its connection ends with it',
  SOON,
  async (t) => {
    const { promise: asked, resolve: arrived } = Promise.withResolvers<void>();
    const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
    const { server, url } = await listening(t, async (_request, response) => {
      arrived();
      await allowed;
      response.end('whole');
    });
    const answer = fetch(url).then((response) => response.text());
    await asked;
    const drained = drain(server, FOR_EVER_MS);
    const deadline = Date.now() + 10_000;
    while (server.listening) {
      assert.ok(Date.now() < deadline, 'still listens');
      await setTimeout(10);
    }
    allow();
    assert.equal(await answer, 'whole');
    await drained;
    await assert.rejects(fetch(url));
  },
);

test('who asks right after the signal is still answered', SOON, async (t) => {
  const { server, url } = await listening(t, (_request, response) => void response.end('late'));
  const drained = drain(server, FOR_EVER_MS);
  assert.equal(await (await fetch(url)).text(), 'late');
  await drained;
});

test('a connection that is kept alive without a request holds nothing up', SOON, async (t) => {
  const { server, port } = await listening(t, (_request, response) => void response.end());
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  await once(socket, 'data');
  await drain(server, FOR_EVER_MS);
});

test('a request that does not end is cut off after the time it is given', SOON, async (t) => {
  const { server, url } = await listening(t, () => undefined);
  const answer = fetch(url);
  const cutOff = assert.rejects(answer);
  await once(server, 'request');
  await drain(server, 50);
  await cutOff;
});
