// otlp-gate.spec.ts: what nginx.conf lets through to the collector, and what a flood does to the API.
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const { BIND_ADDRESS = '127.0.0.1', FRONTEND_PORT = '8080' } = process.env;
const origin = `http://${BIND_ADDRESS}:${FRONTEND_PORT}`;
const traces = `${origin}/otlp/v1/traces`;
const json = { 'content-type': 'application/json' };
const post = (url: string, body: BodyInit, headers: Record<string, string> = json) =>
  fetch(url, { method: 'POST', headers, body });

// These tests attack: never anything but the lab on this machine.
test.skip(!['127.0.0.1', 'localhost'].includes(BIND_ADDRESS), 'only against the loopback');

test('the two paths of OTLP accept what the page sends', async () => {
  for (const signal of ['traces', 'logs']) {
    const response = await post(`${origin}/otlp/v1/${signal}`, '{}', { ...json, origin });
    expect(response.status, signal).toBe(200);
  }
});

test('everything else is refused', async () => {
  const refused: [string, number, () => Promise<{ status?: number | undefined }>][] = [
    ['metrics', 404, () => post(`${origin}/otlp/v1/metrics`, '{}')],
    ['another path', 404, () => post(`${origin}/otlp/v1/profiles`, '{}')],
    ['a path around', 404, () => post(`${origin}/otlp/v1/traces/../../debug`, '{}')],
    ['another method', 405, () => fetch(traces)],
    ['a preflight', 405, () => fetch(traces, { method: 'OPTIONS' })],
    ['another origin', 403, () => post(traces, '{}', { ...json, origin: 'http://evil.example' })],
    [
      'an origin that looks alike',
      403,
      () => post(traces, '{}', { ...json, origin: `${origin}.evil` }),
    ],
    ['no origin at all', 403, () => post(traces, '{}', { ...json, origin: 'null' })],
    ['20 MiB', 413, () => announce(traces, 20 * 1024 * 1024)],
    ['a gzip bomb', 415, () => post(traces, gzipBomb(), { ...json, 'content-encoding': 'gzip' })],
    ['no OTLP', 400, () => post(traces, 'not json')],
  ];
  for (const [what, status, send] of refused) {
    expect((await send()).status, what).toBe(status);
  }
});

test('a flood is refused and the API keeps its objective', async () => {
  const before = await p99OfApi(100);
  const began = performance.now();
  const flood = promisify(execFile)('node', [join(import.meta.dirname, 'flood.ts'), traces]);
  const during = await p99OfApi(100);
  const statuses: Record<string, number> = JSON.parse((await flood).stdout);
  const seconds = (performance.now() - began) / 1000;
  expect(Object.keys(statuses)).toEqual(['200', '429']);
  expect(statuses['429'] ?? 0, JSON.stringify(statuses)).toBeGreaterThan(1000);
  // 20 a second and 40 at once.
  expect(statuses['200'] ?? 0).toBeLessThanOrEqual(40 + 20 * seconds + 5);
  // 500 ms is the API's objective; two cores that also run this test are no place to ask for less.
  expect(during, `p99 in ms, ${before} before`).toBeLessThan(500);
  await expect.poll(async () => (await post(traces, '{}')).status, 'afterwards').toBe(200);
});

/** The slowest but one of `count` requests to the API, in milliseconds, about 30 a second. */
async function p99OfApi(count: number): Promise<number> {
  const durations: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await (await fetch(`${origin}/api/tasks?limit=1`)).arrayBuffer();
    durations.push(performance.now() - start);
    // One at a time, at a steady pace: else a faster API would be asked more often.
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, 30 - (durations.at(-1) ?? 0))));
  }
  return durations.sort((a, b) => a - b)[Math.ceil(count * 0.99) - 1] ?? 0;
}

/**
 * Posts the headers of a body of `bytes`, and none of it: a server that refuses it has no need to read
 * it, and closing while it is still being sent can reset the connection before the answer is read.
 */
function announce(url: string, bytes: number): Promise<{ status: number | undefined }> {
  const headers = { ...json, 'content-length': bytes };
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', headers }, (response) => {
      resolve({ status: response.statusCode });
      call.destroy();
    });
    call.once('error', reject);
    call.flushHeaders();
  });
}

/** 100 MiB of zeros in 100 KiB. */
function gzipBomb(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(Buffer.alloc(100 * 1024 * 1024)));
}
