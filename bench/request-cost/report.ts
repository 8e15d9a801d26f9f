// The result as text for the terminal.

import { exceedsNoise, type Summary } from '../statistics.ts';
import { row, spread, targetRow } from '../table.ts';
import type { Comparison } from './comparison.ts';
import type { QueryTime } from './large-table.ts';
import type { Result } from './result.ts';
import { judge } from './targets.ts';
import { VARIANTS } from './variants.ts';

/** A difference in numbers if it is larger than the noise; otherwise the numbers would mislead. */
const effect = (difference: Summary, noise: Summary, digits: number): string =>
  exceedsNoise(difference, noise) ? spread(difference, digits) : 'within the noise';

/** The same for a ratio, which is no effect when it is 1. */
const ratioEffect = (ratio: Summary, noise: Summary): string => {
  const fromOne = ({ median, min, max }: Summary) => ({
    median: median - 1,
    min: min - 1,
    max: max - 1,
  });
  return exceedsNoise(fromOne(ratio), fromOne(noise)) ? spread(ratio, 2) : 'within the noise';
};

function comparison(
  title: string,
  { cpu, perSecond, perCpu, throughput, added, shareOfStock }: Comparison,
) {
  return [
    row(title, 'CPU µs/request', 'requests/s'),
    ...VARIANTS.map(({ name, title: variant }) =>
      row(variant, spread(cpu[name], 0), spread(perSecond[name], 0)),
    ),
    '',
    row('compared in pairs', 'CPU µs added', 'requests/CPU second', 'requests/s'),
    row(
      'noise: plain, again ÷ plain',
      spread(added.againToPlain, 0),
      spread(perCpu.againToPlain, 2),
      spread(throughput.againToPlain, 2),
    ),
    row('the backend, no log lines: silent ÷ bare', ...pair('silentToBare')),
    row('the backend: plain ÷ bare', ...pair('plainToBare')),
    row('two log lines: logging ÷ bare', ...pair('loggingToBare')),
    row('all but the lines: plain ÷ logging', ...pair('plainToLogging')),
    row('its telemetry: tuned ÷ plain', ...pair('tunedToPlain')),
    row('stock telemetry: stock ÷ plain', ...pair('stockToPlain')),
    row(
      'tuned, as a share of stock',
      exceedsNoise(added.tunedToPlain, added.againToPlain)
        ? spread(shareOfStock, 2)
        : 'within the noise',
    ),
    '',
  ];
  function pair(name: keyof Comparison['added']): string[] {
    return [
      effect(added[name], added.againToPlain, 0),
      ratioEffect(perCpu[name], perCpu.againToPlain),
      ratioEffect(throughput[name], throughput.againToPlain),
    ];
  }
}

const query = ({ query: text, page, p50, p99 }: QueryTime): string =>
  row(`${text}, ${page} page`, p50.toFixed(1), p99.toFixed(1));

/** Did all that was measured arrive? Some is dropped on purpose once a queue is full. */
function arrived({ measurements }: Result): string {
  const { spans, logRecords, bytes } = measurements.received.tuned ?? {};
  return row('tuned: arrived', `${spans} spans`, `${logRecords} log records`, `${bytes} bytes`);
}

/** All numbers, each with its median and range, and whether they are what we want. */
export function report(result: Result): string {
  const { latency, measurements, plan } = result;
  const { lists, searches } = measurements.largeTable;
  return [
    `Node ${result.node}, ${result.machine}; ${plan.rounds} rounds; median [min–max]`,
    '',
    ...comparison('GET /api/tasks/:id', result.read),
    ...comparison('POST /api/tasks', result.create),
    arrived(result),
    '',
    row('200 requests/s, from when they were due', 'p50 ms', 'p99 ms'),
    row('plain', spread(latency.p50Plain, 2), spread(latency.p99Plain, 2)),
    row('tuned', spread(latency.p50Tuned, 2), spread(latency.p99Tuned, 2)),
    row(
      'noise: plain, from round to round; ratio',
      spread(latency.p50Noise, 2),
      spread(latency.p99Noise, 2),
    ),
    row(
      'added; ratio',
      effect(latency.p50Added, latency.p50Noise, 2),
      ratioEffect(latency.p99Ratio, latency.p99Noise),
    ),
    '',
    row(`${plan.rows} tasks`, 'p50 ms', 'p99 ms'),
    ...[...lists, ...searches].map(query),
    '',
    ...judge(result).map(targetRow),
    '',
  ].join('\n');
}
