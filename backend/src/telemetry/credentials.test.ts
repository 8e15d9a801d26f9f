import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { pollUntil } from '../../../stores/poll-until.ts';
import { newCertificate } from '../testing/certificate.ts';
import { temporaryFile } from '../testing/temporary-file.ts';
import { sendToken, trust } from './credentials.ts';

/** A server that answers with the authorization that it got. */
async function echo(pem: string, t: { after(cleanUp: () => void): void }): Promise<number> {
  const server = createServer({ cert: pem, key: pem }, (asked, response) =>
    response.end(asked.headers.authorization),
  );
  server.listen(0);
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

/** Asks as the exporters do. */
const ask = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    request(
      { host: 'localhost', port, method: 'POST', headers: { a: 'b' }, agent: false },
      (answer) => answer.setEncoding('utf8').on('data', resolve),
    )
      .on('error', reject)
      .end('{}');
  });

test('token and authority are sent and trusted as their files are now', async (t) => {
  const [first, second] = [newCertificate(), newCertificate()];
  const token = temporaryFile(t, 'token');
  const authority = temporaryFile(t, 'ca.pem');
  writeFileSync(token, 'one\n');
  writeFileSync(authority, first);
  sendToken(token);
  trust(authority);
  const [old, rotated] = [await echo(first, t), await echo(second, t)];
  assert.equal(await ask(old), 'Bearer one');
  await assert.rejects(ask(rotated), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  writeFileSync(token, 'two\n');
  assert.equal(await ask(old), 'Bearer two');
  writeFileSync(authority, second);
  assert.equal(await pollUntil('trust', 20, () => ask(rotated)), 'Bearer two');
});

test('a file that is not there ends the start', () => {
  assert.throws(() => sendToken('/no/such/file'), { code: 'ENOENT' });
  assert.throws(() => trust('/no/such/file'), { code: 'ENOENT' });
});
