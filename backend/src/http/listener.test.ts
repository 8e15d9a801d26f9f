import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { pollUntil } from '../../../stores/poll-until.ts';
import { newCertificate } from '../testing/certificate.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { createListener } from './listener.ts';

const app: RequestListener = (_request, response) => response.end('answered');

/** The status of an answer to who trusts this certificate alone. */
const ask = (port: number, ca: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request({ host: 'localhost', port, ca, agent: false }, ({ statusCode }) => resolve(statusCode))
      .on('error', reject)
      .end();
  });

test('with a PEM file it speaks TLS, and takes what stands there later', async (t) => {
  const file = temporaryFile(t, 'tls.pem');
  const [first, second] = [newCertificate(), newCertificate()];
  writeFileSync(file, first);
  const server = await createListener(app, file);
  server.listen(0);
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  assert.equal(await ask(port, first), 200);
  await assert.rejects(ask(port, second));
  writeFileSync(file, second.slice(0, 100));
  writeFileSync(file, second);
  assert.equal(await pollUntil('the new certificate', 20, () => ask(port, second)), 200);
  await assert.rejects(ask(port, first));
});

test('without one it speaks HTTP; with one that is none it does not start', async (t) => {
  const server = await createListener(app);
  server.listen(0);
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  assert.equal(await (await fetch(`http://localhost:${port}`)).text(), 'answered');
  const file = temporaryFile(t, 'tls.pem');
  writeFileSync(file, 'nothing');
  await assert.rejects(createListener(app, file), /PEM|no start line/i);
});
