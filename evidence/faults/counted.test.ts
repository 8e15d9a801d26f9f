import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOSS_COUNTERS } from '../../stores/losses.ts';
import type { Drops } from '../complete/drops.ts';
import { lostBetween } from './counted.ts';

/** One rise of each counter with this name. */
const drops = (value: number, ...names: string[]): Drops =>
  new Map(
    LOSS_COUNTERS.filter(({ name }) => names.includes(name)).map((of, index) => [
      `${of.teller} ${of.name}${index}`,
      { value, of },
    ]),
  );

test('what counters rose by is lost, of their signal', () => {
  const names = ['otelcol_exporter_send_failed_spans', 'otelcol_exporter_send_failed_log_records'];
  const { spans, lines, by } = lostBetween(drops(3, ...names), drops(10, ...names));
  assert.deepEqual({ spans, lines }, { spans: 7, lines: 7 });
  assert.equal(by.length, 2);
});

test('points, what is sent again, and a part that does not answer are no lost spans', () => {
  const after = drops(
    5,
    'otelcol_exporter_send_failed_metric_points',
    'otelcol_receiver_refused_spans',
  );
  after.set('tempo unreachable', { value: 1 });
  const { spans, lines } = lostBetween(new Map(), after);
  assert.deepEqual({ spans, lines }, { spans: 0, lines: 0 });
});
