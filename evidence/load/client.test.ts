import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { Client } from './client.ts';

/** A server that answers the first request of a connection and resets it at the second. */
const closing = createServer((socket) => {
  socket.once('data', () => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    socket.once('data', () => socket.resetAndDestroy());
  });
});

for (const again of [true, false]) {
  test(`a request that met a closing connection is ${again ? '' : 'not '}sent again`, async (t) => {
    closing.listen(0, '127.0.0.1');
    await once(closing, 'listening');
    t.after(() => closing.close());
    const { port } = closing.address() as AddressInfo;
    const client = new Client(`http://127.0.0.1:${port}`, { connections: 1, again });
    t.after(() => client.close());
    const send = async () => {
      const { status, error } = await client.send({ method: 'POST', path: '/', body: {} });
      return error ?? status;
    };
    // The second one waits for the connection, and the third one finds it free.
    const answers = [...(await Promise.all([send(), send()])), await send()];
    assert.deepEqual(answers, again ? [200, 200, 200] : [200, 'ECONNRESET', 200]);
  });
}
