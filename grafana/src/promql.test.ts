// Counts and rates of series that begin within the range, evaluated by Prometheus' own promtool.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promtoolMissing, testSuites } from '../../prometheus/src/promtool.ts';
import { counted, perSecond, sinceEmpty } from './promql.ts';

/** A series x with a sample per second, in promtool's notation; queried after 20 minutes. */
const CASES: { name: string; samples: string; expr: string; value: number }[] = [
  {
    name: 'one event, and no 0 before it',
    samples: '_x900 1x300',
    expr: counted('x', '15m', '5s'),
    value: 1,
  },
  {
    name: 'one event, after the 0 of a start time',
    samples: '_x900 0 1x299',
    expr: counted('x', '15m', '5s'),
    value: 1,
  },
  {
    name: 'one event of which there is a single sample, long ago',
    samples: '_x400 1 _x799',
    expr: counted('x', '15m', '5s'),
    value: 1,
  },
  {
    name: 'one event, after one that was before the range',
    samples: '1 _x900 2 _x298',
    expr: counted('x', '15m', '5s'),
    value: 1,
  },
  {
    name: 'one event before a restart and one after it',
    samples: '_x400 0 1 _x500 0 1 _x296',
    expr: counted('x', '15m', '5s'),
    value: 2,
  },
  {
    name: 'many events, counted in coarse steps',
    samples: '_x600 0+1x600',
    expr: counted('x', '15m', '1m'),
    value: 600,
  },
  {
    name: 'none in the range, though there were some before',
    samples: '5x1200',
    expr: counted('x', '15m', '5s'),
    value: 0,
  },
  {
    name: 'an event every second: per second',
    samples: '0+1x1200',
    expr: perSecond('x'),
    value: 1,
  },
  {
    name: 'fifteen events at once in the window, and no 0 before them: per second',
    samples: '_x1170 15x30',
    expr: perSecond('x'),
    value: 0.2,
  },
];

/** Series of two queues with a sample every five seconds; queried after 20 minutes, which is 240 samples. */
const QUEUES: { name: string; queue: string; sent: string; value: number }[] = [
  { name: 'nothing waits', queue: '0x240', sent: '0+1x240', value: 0 },
  {
    name: 'a store is away for a minute',
    queue: '0x228 5000+5000x11',
    sent: '0+1x228 228x11',
    value: 60,
  },
  { name: 'each reading meets a request on its way', queue: '5000x240', sent: '0+1x240', value: 0 },
  { name: 'a long queue is being sent', queue: '0x220 2000000x19', sent: '0+9x240', value: 100 },
  { name: 'nobody has read it for forty seconds', queue: '0x232 _x8', sent: '0+1x240', value: 40 },
];

const missing = promtoolMissing();
const skip = process.env.CI === 'true' ? false : missing;

test('events are counted from the first one on', {
  skip,
}, async (t) => {
  const files = Object.fromEntries(
    CASES.map(({ name, samples, expr, value }, index) => [
      `test-${index}.yaml`,
      {
        tests: [
          {
            name,
            interval: '1s',
            input_series: [{ series: 'x', values: samples }],
            promql_expr_test: [
              {
                expr: expr
                  .replaceAll('$__rate_interval_ms', '75000')
                  .replaceAll('$__rate_interval', '75s')
                  .replaceAll('$__interval', '15s'),
                eval_time: '20m',
                exp_samples: [{ labels: '{}', value }],
              },
            ],
          },
        ],
      },
    ]),
  );
  const [outcome] = testSuites([{ name: 'counts', groups: [], files }]);
  for (const { name } of CASES) {
    await t.test(name, () => {
      assert.ok(!outcome?.output.split('\n').includes(name), outcome?.output);
    });
  }
  assert.ok(outcome?.passed, outcome?.output);
});

test('the longest possible wait of what is in a queue', { skip }, () => {
  const files = Object.fromEntries(
    QUEUES.map(({ name, queue, sent, value }, index) => [
      `test-${index}.yaml`,
      {
        tests: [
          {
            name,
            interval: '5s',
            input_series: [
              { series: 'otelcol_exporter_queue_size{exporter="a", data_type="x"}', values: queue },
              {
                series: 'otelcol_exporter_sent_spans{exporter="a"}',
                values: sent,
              },
              // One that never had anything to send.
              {
                series: 'otelcol_exporter_queue_size{exporter="b", data_type="x"}',
                values: '0x240',
              },
            ],
            promql_expr_test: [
              {
                expr: sinceEmpty(),
                eval_time: '20m',
                exp_samples: [{ labels: '{data_type="x"}', value }],
              },
            ],
          },
        ],
      },
    ]),
  );
  const [outcome] = testSuites([{ name: 'waits', groups: [], files }]);
  assert.ok(outcome?.passed, outcome?.output);
});
