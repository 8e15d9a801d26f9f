// Against a real receiver that misbehaves in each way that a collector or a network can.
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, type TestContext, test } from 'node:test';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type ReadableSpan, TracerProvider } from '@opentelemetry/sdk-trace';
import { startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { makePatient } from './patient-exporter.ts';

/** Shorter than the first pause of the SDK, so that each attempt is one request. */
const TIMEOUT_MS = 300;
const A_MINUTE = 60_000;

const WAYS: Record<string, (response: ServerResponse) => void> = {
  'resets the connection': (response) => response.destroy(),
  'does not answer': () => {},
  'answers 429, with Retry-After': (response) =>
    response.writeHead(429, { 'retry-after': '1' }).end(),
  'answers 503': (response) => response.writeHead(503).end(),
  'sends half an answer': (response) => {
    response.writeHead(503, { 'content-length': '100' }).write('half');
    setTimeout(() => response.destroy(), 50);
  },
};

/** A receiver that does its worst to the first `times` requests, and an exporter that sends to it. */
async function begin(t: TestContext, way: (response: ServerResponse) => void, times: number) {
  let requests = 0;
  const received = await startOtlpReceiver((response) => {
    requests += 1;
    if (requests > times) return false;
    way(response);
    return true;
  });
  t.after(received.close);
  const exporter = new OTLPTraceExporter({
    url: `${received.url}/v1/traces`,
    timeoutMillis: TIMEOUT_MS,
  });
  return { received, exporter, requests: () => requests };
}

function oneSpan(): ReadableSpan {
  const span = new TracerProvider().getTracer('test').startSpan('x');
  span.end();
  return span as unknown as ReadableSpan;
}

const exportOne = (exporter: OTLPTraceExporter): Promise<ExportResult> =>
  new Promise((resolve) => exporter.export([oneSpan()], resolve));

describe('a batch arrives, once, although the collector at first', { concurrency: true }, () => {
  for (const [title, way] of Object.entries(WAYS)) {
    test(title, async (t) => {
      const { received, exporter } = await begin(t, way, 2);
      makePatient(exporter, A_MINUTE);
      assert.deepEqual(await exportOne(exporter), { code: ExportResultCode.SUCCESS });
      assert.equal(received.spans.length, 1);
    });
  }

  test('is not there', async (t) => {
    const gone = await startOtlpReceiver();
    gone.close();
    const exporter = new OTLPTraceExporter({
      url: `${gone.url}/v1/traces`,
      timeoutMillis: TIMEOUT_MS,
    });
    const { promise: hasFailed, resolve } = Promise.withResolvers<ExportResult>();
    const send = exporter.export.bind(exporter);
    exporter.export = (items, done) =>
      send(items, (result) => {
        resolve(result);
        done(result);
      });
    makePatient(exporter, A_MINUTE);
    const exported = exportOne(exporter);
    assert.equal((await hasFailed).code, ExportResultCode.FAILED);
    const back = await startOtlpReceiver(undefined, Number(new URL(gone.url).port));
    t.after(back.close);
    assert.deepEqual(await exported, { code: ExportResultCode.SUCCESS });
    assert.equal(back.spans.length, 1);
  });
});

test('what was refused for good is not sent again', async (t) => {
  const { exporter, requests } = await begin(t, (response) => response.writeHead(400).end(), 9);
  makePatient(exporter, A_MINUTE);
  assert.equal((await exportOne(exporter)).code, ExportResultCode.FAILED);
  assert.equal(requests(), 1);
});

test('a batch is given up when its time is over, and an impatient exporter gives it up at once', async (t) => {
  const { exporter, requests } = await begin(t, (response) => response.writeHead(503).end(), 99);
  assert.equal((await exportOne(exporter)).code, ExportResultCode.FAILED);
  assert.equal(requests(), 1);
  // Ten seconds of it are for the last attempt.
  makePatient(exporter, 11_500);
  assert.equal((await exportOne(exporter)).code, ExportResultCode.FAILED);
  assert.ok(requests() > 2, `${requests()} requests`);
});
