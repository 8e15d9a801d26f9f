import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dropInWords, dropsBetween, dropsOnPage, PARTS } from './drops.ts';

const COUNTER = /^otelcol_exporter_send_failed/;
const page = (value: number): string =>
  `# HELP x\notelcol_exporter_send_failed_spans_total{exporter="a b"} ${value}\notelcol_process_uptime 9\n`;

test('drop counters: those that rose, by how much; a part that does not answer is one', () => {
  const before = dropsOnPage('otel-collector', page(3), COUNTER);
  assert.deepEqual(
    [...before],
    [['otel-collector otelcol_exporter_send_failed_spans_total{exporter="a b"}', 3]],
  );
  const after = dropsOnPage('otel-collector', page(5), COUNTER);
  after.set('loki unreachable', 1);
  const dropped = dropsBetween(before, after);
  assert.deepEqual(
    dropped.map(({ by }) => by),
    [2, 1],
  );
  assert.deepEqual(dropped.map(dropInWords), [
    'dropped on the way, by otel-collector: otelcol_exporter_send_failed_spans_total{exporter="a b"} rose by 2',
    'loki does not tell what it dropped',
  ]);
});

test('what did not rise is no drop', () => {
  const drops = dropsOnPage('otel-collector', page(3), COUNTER);
  assert.deepEqual(dropsBetween(drops, drops), []);
});

test('what a lane leaves to the other is no drop; what another filter drops is one', () => {
  const [{ part, drops } = assert.fail('the collector is a part')] = PARTS;
  const line = (filter: string) =>
    `otelcol_processor_filter_spans_filtered{filter="${filter}",otel_scope_name="x"} 3\n`;
  const seen = dropsOnPage(
    part,
    line('filter/own') + line('filter/others') + line('filter/x'),
    drops,
  );
  assert.deepEqual(
    [...seen.keys()],
    [
      'otel-collector otelcol_processor_filter_spans_filtered{filter="filter/x",otel_scope_name="x"}',
    ],
  );
});
