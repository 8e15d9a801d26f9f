// What we want the pipeline to bear.
import { fullest, restartsOf } from '../containers.ts';
import { atLeast, atMost, type Target } from '../targets.ts';
import type { Result } from './result.ts';
import { SIGNALS } from './throughput.ts';

/** Every target; those of throughput are judged by the median. */
export function judge({ plan, throughput, measurements }: Result): Target[] {
  const { sustained, flood } = measurements;
  const { perSecond, seconds } = plan.sustained;
  const steady = `${perSecond} spans/s, ${seconds} s`;
  const flooded = `flood, ${plan.flood.seconds} s`;
  return [
    ...SIGNALS.map((signal) =>
      atLeast(
        `${signal}/CPU second, lab ÷ pass-through, at least`,
        throughput[signal].share.median,
        0.4,
      ),
    ),
    atLeast('spans per CPU second, at least', throughput.spans.perCpu.lab.median, 40_000),
    atMost(`${steady}: late, at most`, sustained.late, 0),
    atMost(`${steady}: refused, at most`, sustained.refused, 0),
    atMost(`${steady}: lost, at most`, sustained.lost, 0),
    atMost(`${steady}: incomplete traces, at most`, sustained.traces.incomplete, 0),
    atMost(`${steady}: memory ÷ limit, at most`, fullest(sustained.watch.uses), 1),
    atMost(`${steady}: restarts, at most`, restartsOf(sustained.watch.uses), 0),
    atMost(`${flooded}: accepted and lost, at most`, flood.lost, 0),
    atMost(`${flooded}: restarts, at most`, restartsOf(flood.watch.uses), 0),
    atMost(`${flooded}: memory ÷ limit, at most`, fullest(flood.watch.uses), 1),
    atMost(`${flooded}: as fresh as before within`, flood.recoverySeconds, 120, 's'),
  ];
}
