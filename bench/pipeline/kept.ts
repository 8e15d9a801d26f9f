// Did the traces that the collector accepted reach Tempo, and did Tempo keep them?
import { sideBySide } from '../../evidence/load/schedule.ts';
import { sum } from '../../evidence/statistics.ts';
import { metricsPage, PAGES } from '../../stores/metrics-page.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { fastestDoor, spansOfTrace } from '../../stores/tempo.ts';
import type { Watch } from './watch.ts';

/** What Tempo has counted, in spans. */
export interface Counted {
  received: number;
  /** By reason. */
  discarded: Record<string, number>;
}

export async function countedByTempo(): Promise<Counted> {
  const page = await metricsPage('Tempo', PAGES.tempo);
  const reasons = page
    .samples('tempo_discarded_spans')
    .map(({ labels, value }) => [labels.reason ?? '', value]);
  return {
    received: page.sum('tempo_distributor_spans_received'),
    discarded: Object.fromEntries(reasons),
  };
}

/** The difference of two counts; reasons that did not occur are left out. */
export function countedBetween(before: Counted, after: Counted): Counted {
  const rises = Object.entries(after.discarded)
    .map(([reason, spans]) => [reason, spans - (before.discarded[reason] ?? 0)] as const)
    .filter(([, spans]) => spans > 0);
  return {
    received: after.received - before.received,
    discarded: Object.fromEntries(rises),
  };
}

/**
 * Accepted by the collector, but not received by Tempo, or discarded there. NaN when one of the two was
 * restarted: its counters began at 0 again, and nobody can tell.
 */
export function lostOf(accepted: number, tempo: Counted, { uses }: Watch): number {
  const stayed = ['otel-collector', 'tempo'].every((service) => uses[service]?.restarts === 0);
  if (!stayed) return Number.NaN;
  return Math.max(0, accepted - tempo.received) + sum(Object.values(tempo.discarded));
}

const SPANS_OF_TRACE = 3;
const AT_ONCE = 4;
const READ_DEADLINE_SECONDS = 60;

/** Evenly spread ones of all. */
const spread = (ids: string[], count: number): string[] =>
  ids.filter((_, number) => number % Math.ceil(ids.length / count) === 0);

/** Reads up to `count` of the traces by id; returns how many, and how many are not complete. */
export async function readTraces(ids: string[], count: number) {
  const asked = spread(ids, count);
  const door = await fastestDoor(asked[0] ?? '');
  const complete = async (id: string) => (await spansOfTrace(id, door)).length === SPANS_OF_TRACE;
  const found = await sideBySide(asked, AT_ONCE, (id) =>
    pollUntilTrue(`trace ${id}`, READ_DEADLINE_SECONDS, () => complete(id)).then(
      () => true,
      () => false,
    ),
  );
  return { asked: asked.length, incomplete: found.filter((is) => !is).length };
}
