// The attributes of all spans and how open ones end (page-spans.ts).
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { PageSpans } from './page-spans.ts';

const exporter = new InMemorySpanExporter();
const spans = new PageSpans({ 'session.id': 'abc' });
const spanProcessors = [spans, new SimpleSpanProcessor({ exporter })];
const tracer = new TracerProvider({ spanProcessors }).getTracer('test');

afterEach(() => exporter.reset());

test('every span says which session it is from', () => {
  tracer.startSpan('GET').end();
  assert.deepEqual(exporter.getFinishedSpans()[0]?.attributes, { 'session.id': 'abc' });
});

test('no address keeps its query or fragment, also one that is set late', () => {
  const span = tracer.startSpan('GET', {
    attributes: { 'url.full': 'http://a/api/tasks?search=my+secret' },
  });
  span.setAttribute('http.url', 'http://a/#my\nsecret');
  span.end();
  const { attributes } = exporter.getFinishedSpans()[0] ?? assert.fail();
  assert.equal(attributes['url.full'], 'http://a/api/tasks');
  assert.equal(attributes['http.url'], 'http://a/');
});

test('what is open when the page goes away ends, and says that it was interrupted', () => {
  tracer.startSpan('add_task');
  tracer.startSpan('POST').setAttribute('http.response.status_code', 201);
  tracer.startSpan('done before').end();
  spans.endOpenSpans();
  spans.endOpenSpans();
  const ended = exporter.getFinishedSpans();
  assert.deepEqual(
    ended.map((span) => [span.name, span.attributes['lab.interrupted']]),
    [
      ['done before', undefined],
      ['add_task', true],
      ['POST', undefined],
    ],
  );
});
