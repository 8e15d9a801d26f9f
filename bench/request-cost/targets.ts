// What we want the numbers of a request to be.
import { atLeast, atMost, type Target } from '../targets.ts';
import type { Result } from './result.ts';

/** Every target, judged by the median. */
export function judge({ read, create, latency, listP99, searchP99 }: Result): Target[] {
  const kinds = { read, create };
  return [
    ...Object.entries(kinds).flatMap(([kind, { perCpu, added, shareOfStock }]) => [
      atLeast(
        `${kind}: requests per CPU second, plain ÷ bare, at least`,
        perCpu.plainToBare.median,
        0.75,
      ),
      atLeast(
        `${kind}: the same, plain ÷ bare with the log lines, at least`,
        perCpu.plainToLogging.median,
        0.75,
      ),
      atMost(`${kind}: CPU added by telemetry, at most`, added.tunedToPlain.median, 150, 'µs'),
      atMost(`${kind}: the same as a share of stock's, at most`, shareOfStock.median, 0.6),
    ]),
    atMost('200 requests/s: p50 added, at most', latency.p50Added.median, 0.5, 'ms'),
    atMost('200 requests/s: p99 ratio, at most', latency.p99Ratio.median, 1.3),
    atMost('large table: p99 of the slowest list, at most', listP99, 20, 'ms'),
    atMost('large table: p99 of the slowest search, at most', searchP99, 20, 'ms'),
  ];
}
