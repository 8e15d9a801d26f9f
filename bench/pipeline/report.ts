// The result as text for the terminal.
import { useRows } from '../containers.ts';
import { mebibytes, row, spread, targetRow } from '../table.ts';
import type { CollectorName } from './collectors.ts';
import type { Counted } from './kept.ts';
import type { Result, SweepResult, Throughput } from './result.ts';
import { judge } from './targets.ts';
import { SIGNALS } from './throughput.ts';
import type { Watch } from './watch.ts';

function throughputRows(title: string, { perSecond, perCpu, share, refused }: Throughput) {
  const of = (name: CollectorName) =>
    row(
      `${title}, ${name}`,
      spread(perSecond[name], 0),
      spread(perCpu[name], 0),
      String(refused[name]),
    );
  return [of('lab'), of('pass-through'), row('  lab ÷ pass-through', '', spread(share, 2)), ''];
}

const watchRows = ({ uses, mostQueued }: Watch): string[] => [
  ...useRows(uses),
  row('  MB in the queue, at most', (mostQueued / 1e6).toFixed(1)),
];

const discarded = ({ discarded: reasons }: Counted): string =>
  Object.entries(reasons)
    .map(([reason, spans]) => `${reason} ${spans}`)
    .join(', ') || 'none';

function sustainedRows({ plan, measurements: { sustained } }: Result): string[] {
  const { traces, watch } = sustained;
  return [
    row(`${plan.sustained.perSecond} spans/s for ${plan.sustained.seconds} s`),
    row(
      '  accepted, refused, late',
      ...numbers(sustained.accepted, sustained.refused, sustained.late),
    ),
    row('  received by Tempo, lost', ...numbers(sustained.tempo.received, sustained.lost)),
    row('  discarded by Tempo', discarded(sustained.tempo)),
    row('  traces read by id, incomplete', ...numbers(traces.asked, traces.incomplete)),
    row(
      '  cores: collector, generator',
      sustained.collectorCores.toFixed(2),
      sustained.generatorCores.toFixed(2),
    ),
    row('  seconds until the queue was empty', sustained.drainSeconds.toFixed(1)),
    ...watchRows(watch),
    '',
  ];
}

const numbers = (...all: number[]): string[] => all.map(String);

function floodRows({ plan, measurements: { flood } }: Result): string[] {
  const { before, after } = flood;
  const refused = Object.entries(flood.refused).map(([reason, spans]) => `${reason}: ${spans}`);
  return [
    row(
      `${flood.perSecond.toFixed(0)} spans/s, ${plan.flood.times} × what it bears, for ${plan.flood.seconds} s`,
    ),
    row('  accepted, refused, late', ...numbers(flood.accepted, flood.refusedInAll, flood.late)),
    row('  refused by status', refused.join(', ') || 'none'),
    row('  refused by the collector’s own count', String(flood.refusedByCollector)),
    row(
      '  received by Tempo, lost of what was accepted',
      ...numbers(flood.tempo.received, flood.lost),
    ),
    row('  discarded by Tempo', discarded(flood.tempo)),
    row(
      '  seconds until a trace can be read: before, after',
      before.trace.toFixed(2),
      after.trace.toFixed(2),
    ),
    row(
      '  seconds until a log line is found: before, after',
      before.log.toFixed(2),
      after.log.toFixed(2),
    ),
    row('  seconds until it was as fresh as before', flood.recoverySeconds.toFixed(1)),
    ...watchRows(flood.watch),
    '',
  ];
}

/** All numbers, and whether they are what we want. */
export function report(result: Result): string {
  const { node, machine, plan, throughput } = result;
  return [
    `Node ${node}, ${machine}; ${plan.rounds} rounds of ${plan.roundSeconds} s; median [min–max]`,
    '',
    row('as much as each takes', 'items/s', 'items/CPU second', 'refused'),
    ...SIGNALS.flatMap((signal) => throughputRows(signal, throughput[signal])),
    ...sustainedRows(result),
    ...floodRows(result),
    ...judge(result).map(targetRow),
    '',
  ].join('\n');
}

/** The sweep, a row a value. */
export const sweepReport = ({ node, machine, seconds, swept }: SweepResult): string =>
  [
    `Node ${node}, ${machine}; ${seconds} s of spans without a pause for each`,
    '',
    row(
      '',
      'spans/s',
      'spans/CPU second',
      'refused',
      'MB queued, most',
      's to empty',
      'most memory',
      'restarts',
    ),
    ...swept.map(({ title, taken, watch }) =>
      row(
        title,
        taken.perSecond.toFixed(0),
        taken.perCpu.toFixed(0),
        String(taken.refused),
        (watch.mostQueued / 1e6).toFixed(1),
        taken.drainSeconds.toFixed(1),
        mebibytes(watch.uses['otel-collector']?.most ?? Number.NaN),
        String(watch.uses['otel-collector']?.restarts),
      ),
    ),
    '',
  ].join('\n');
