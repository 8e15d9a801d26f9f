// No repeated requests without a receiver (pausing-exporter.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import { pausingAfterFailure } from './pausing-exporter.ts';

const { SUCCESS, FAILED } = ExportResultCode;

test('after a failure nothing is sent for a minute, then it is tried again', (t) => {
  t.mock.timers.enable({ apis: ['Date'] });
  const results = [SUCCESS, FAILED, SUCCESS];
  const sent: string[] = [];
  const exporter = pausingAfterFailure<string, { export: Send }>({
    export(items, done) {
      sent.push(...items);
      done({ code: results.shift() ?? SUCCESS });
    },
  });
  const codes: ExportResultCode[] = [];
  const send = (item: string) => exporter.export([item], ({ code }) => codes.push(code));
  for (const item of ['first', 'fails', 'dropped']) send(item);
  t.mock.timers.tick(59_999);
  send('dropped too');
  t.mock.timers.tick(1);
  send('again');
  assert.deepEqual(sent, ['first', 'fails', 'again']);
  assert.deepEqual(codes, [SUCCESS, FAILED, FAILED, FAILED, SUCCESS]);
});

type Send = (items: string[], done: (result: ExportResult) => void) => void;
