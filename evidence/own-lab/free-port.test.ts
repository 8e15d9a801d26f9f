import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freePort } from './free-port.ts';

test('no two services of a lab get the same port', async () => {
  const ports = new Set<number>();
  // Of so many, the kernel repeats about nine.
  for (let port = 0; port < 500; port++) ports.add(await freePort());
  assert.equal(ports.size, 500);
});
