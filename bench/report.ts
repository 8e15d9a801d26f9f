// The result as a text for the terminal.
import type { Comparison } from './comparison.ts';
import type { QueryTime } from './large-table.ts';
import type { Result } from './result.ts';
import type { Summary } from './statistics.ts';
import { judge } from './targets.ts';
import { VARIANTS } from './variants.ts';

const spread = ({ median, min, max }: Summary, digits: number): string =>
  `${median.toFixed(digits)} [${min.toFixed(digits)}–${max.toFixed(digits)}]`;

const row = (title: string, ...cells: string[]): string =>
  `  ${title.padEnd(58)}${cells.map((cell) => cell.padEnd(24)).join('')}`.trimEnd();

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
    row('noise: plain, again ÷ plain', ...pair('againToPlain')),
    row('the backend, no log lines: silent ÷ bare', ...pair('silentToBare')),
    row('the backend: plain ÷ bare', ...pair('plainToBare')),
    row('two log lines: logging ÷ bare', ...pair('loggingToBare')),
    row('all but the lines: plain ÷ logging', ...pair('plainToLogging')),
    row('its telemetry: tuned ÷ plain', ...pair('tunedToPlain')),
    row('stock telemetry: stock ÷ plain', ...pair('stockToPlain')),
    row('tuned, as a share of stock', spread(shareOfStock, 2)),
    '',
  ];
  function pair(name: keyof Comparison['added']): string[] {
    return [spread(added[name], 0), spread(perCpu[name], 2), spread(throughput[name], 2)];
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
    row('added; ratio', spread(latency.p50Added, 2), spread(latency.p99Ratio, 2)),
    '',
    row(`${plan.rows} tasks`, 'p50 ms', 'p99 ms'),
    ...[...lists, ...searches].map(query),
    '',
    ...judge(result).map(({ title, value, limit, unit, met }) =>
      row(`${title} ${limit} ${unit}`, value.toFixed(2), met ? 'met' : 'not met'),
    ),
    '',
  ].join('\n');
}
