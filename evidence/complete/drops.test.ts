import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOSS_COUNTERS } from '../../stores/losses.ts';
import { MetricsPage } from '../../stores/metrics-page.ts';
import { dropInWords, dropsBetween, dropsIn } from './drops.ts';

/** What the list finds on a page /metrics of the collector. */
const dropsOn = (text: string) => {
  const page = new MetricsPage(text);
  const counters = LOSS_COUNTERS.filter(({ teller }) => teller === 'otel-collector');
  return dropsIn('otel-collector', counters, (name) => page.samples(name));
};

const page = (value: number) =>
  dropsOn(
    `# HELP x\notelcol_exporter_send_failed_spans_total{exporter="a b"} ${value}\notelcol_process_uptime 9\n`,
  );

test('drop counters: those that rose, by how much; a part that does not answer is one', () => {
  const before = page(3);
  assert.deepEqual(
    [...before].map(([counter, { value, of }]) => [counter, value, of?.signal]),
    [['otel-collector otelcol_exporter_send_failed_spans_total{exporter="a b"}', 3, 'spans']],
  );
  const after = page(5);
  after.set('loki unreachable', { value: 1 });
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

test('a part that was started again counts from 0', () => {
  assert.deepEqual(
    dropsBetween(page(9), page(4)).map(({ by }) => by),
    [4],
  );
});

test('what did not rise is no drop', () => {
  assert.deepEqual(dropsBetween(page(3), page(3)), []);
});

test('what a lane leaves to the other is no drop; what another filter drops is one', () => {
  const line = (filter: string) =>
    `otelcol_processor_filter_spans_filtered{filter="${filter}"} 3\n`;
  const seen = dropsOn(line('filter/own') + line('filter/others') + line('filter/x'));
  assert.deepEqual(
    [...seen.keys()],
    ['otel-collector otelcol_processor_filter_spans_filtered{filter="filter/x"}'],
  );
});
