import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Growth } from './grow.ts';
import type { Hostile } from './hostile.ts';
import type { Others } from './others.ts';
import { bytesPer } from './result.ts';
import type { Sizes } from './sizes.ts';
import { forgottenBy, missingOf, uncountedOf } from './targets.ts';

const sizes = (items: number, bytes = 0): Sizes => ({
  bytes: { tempo: bytes, loki: bytes, prometheus: bytes },
  items: { tempo: items, loki: items, prometheus: items },
  series: 0,
  streams: 0,
});
const whole: Others = { requests: 20, rows: [], whole: true };

/** A flood of 100 values that did no harm. */
const HARMLESS: Hostile = {
  kind: 'span-routes',
  title: '',
  flooded: { sent: 100, accepted: 100, refused: {}, seconds: 1 },
  uses: { tempo: { most: 1, limit: 2, restarts: 0 } },
  recoverySeconds: 1,
  before: sizes(10),
  after: sizes(120),
  mostSeries: 0,
  askedBefore: {},
  askedAfter: {},
  earlierBefore: { spans: 2, logLines: 5, samples: 9 },
  earlierAfter: { spans: 2, logLines: 5, samples: 9 },
  drops: [],
  overflow: 0,
  during: whole,
  afterwards: whole,
};
const drop = (counter: string, by: number) => ({ part: 'otel-collector', counter, by });

test('values that came to the store are not lost', () => {
  assert.equal(uncountedOf(HARMLESS), 0);
});

test('values that neither a store nor a counter has are uncounted', () => {
  const lost = { ...HARMLESS, after: sizes(80) };
  assert.equal(uncountedOf(lost), 30);
  assert.equal(
    uncountedOf({ ...lost, drops: [drop('otelcol_exporter_send_failed_spans', 25)] }),
    5,
  );
  const edges = drop('tempo_metrics_generator_processor_service_graphs_dropped_spans', 30);
  assert.equal(uncountedOf({ ...lost, drops: [edges] }), 30);
});

test('refused values must be counted, too', () => {
  const flooded = { sent: 100, accepted: 60, refused: { 503: 40 }, seconds: 1 };
  assert.equal(uncountedOf({ ...HARMLESS, flooded }), 40);
  const drops = [drop('otelcol_receiver_refused_spans', 40)];
  assert.equal(uncountedOf({ ...HARMLESS, flooded, drops }), 0);
});

test('nobody can tell what a store lost that was restarted', () => {
  const uses = { tempo: { most: 1, limit: 2, restarts: 1 } };
  assert.ok(Number.isNaN(uncountedOf({ ...HARMLESS, uses })));
});

test('requests of others are all missing when nobody could ask for them', () => {
  assert.equal(missingOf(HARMLESS), 0);
  const silent = { requests: 20, rows: [], whole: false, error: 'no answer' };
  assert.equal(missingOf({ ...HARMLESS, during: silent }), 20);
});

test('what is gone of the time before the flood is added up', () => {
  const earlierAfter = { spans: 0, logLines: 6, samples: 8 };
  assert.equal(forgottenBy({ ...HARMLESS, earlierAfter }), 3);
});

test('bytes per item are those that were added', () => {
  const step = { requests: 50, sizes: sizes(110, 3000) } as Growth['steps'][number];
  const per = bytesPer({ empty: sizes(10, 1000), steps: [step] });
  assert.deepEqual(per, { tempo: 20, loki: 20, prometheus: 20, request: 120 });
});
