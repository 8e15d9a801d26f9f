import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { Span } from '../../stores/tempo.ts';
import type { KindName } from '../load/kinds.ts';
import { judgeTrace, judgeTraces } from './traces.ts';

const CALLER = '0102030405060708';
const span = (
  name: string,
  kind: Span['kind'],
  id: string,
  parentId: string,
  status: Span['status'] = 'UNSET',
): Span => ({
  service: 'backend',
  name,
  kind,
  id,
  parentId,
  status,
  duration: 1,
  start: 0,
  attributes: {},
  events: [],
});

const problem = (kind: KindName, ...spans: Span[]): string =>
  judgeTrace({ traceId: 'aa', kind }, spans, CALLER).problem;

const server = span('POST /api/tasks', 'SERVER', 's', CALLER);
const inner = span('create_task', 'INTERNAL', 'i', 's');
const sql = span('INSERT tasks', 'CLIENT', 'q', 'i');

test('a whole trace has nothing wrong, in whatever order its spans come', () => {
  assert.equal(problem('create', sql, server, inner), '');
});

test('what is missing, twice, orphaned, misplaced or foreign in a trace is named', () => {
  assert.equal(problem('create'), 'no span at all');
  assert.equal(
    problem('create', server, sql),
    'no span create_task; INSERT tasks has a parent that is not there',
  );
  assert.equal(problem('create', server, inner, sql, sql), '1 span ids twice');
  assert.equal(
    problem('create', server, inner, { ...sql, parentId: 's' }),
    'INSERT tasks has another parent than it should',
  );
  assert.equal(
    problem('create', server, inner, sql, span('more', 'CLIENT', 'm', 's')),
    '1 spans that do not belong there',
  );
  assert.equal(
    problem('create', { ...server, parentId: 'elsewhere' }, inner, sql),
    'POST /api/tasks has a parent that is not there',
  );
});

test('a failure that its span does not show is wrong', () => {
  const failing = span('GET /api/simulate-error', 'SERVER', 's', CALLER);
  assert.equal(problem('error', failing), 'the failure is not marked as one');
  assert.equal(problem('error', { ...failing, status: 'ERROR' }), '');
});

test('a Tempo that answers with an error for a while has lost nothing', async (t) => {
  const hex = (digits: string) => Buffer.from(digits, 'hex').toString('base64');
  const slow = {
    name: 'GET /api/simulate-slow',
    kind: 'SPAN_KIND_SERVER',
    spanId: hex('0000000000000001'),
    parentSpanId: hex(CALLER),
  };
  const trace = { resourceSpans: [{ resource: {}, scopeSpans: [{ spans: [slow] }] }] };
  let asked = 0;
  const tempo = createServer((_request, response) => {
    asked += 1;
    response.writeHead(asked === 1 ? 500 : 200).end(JSON.stringify({ trace }));
  }).listen(0, '127.0.0.1');
  t.after(() => tempo.close());
  await once(tempo, 'listening');
  const door = `http://127.0.0.1:${(tempo.address() as AddressInfo).port}`;
  const [judged] = await judgeTraces([{ traceId: 'aa', kind: 'slow' }], CALLER, door);
  assert.equal(judged?.problem, '');
  assert.equal(asked, 2);
});
