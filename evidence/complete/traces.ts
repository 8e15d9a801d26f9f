// Is each trace of a run complete: every span there, once, under the right parent?
import { pollUntil } from '../../stores/poll-until.ts';
import type { FoundSpan } from '../../stores/span-search.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { interrupted } from '../command/command.ts';
import { kindOf, type WantedSpan } from '../load/kinds.ts';
import { sideBySide } from '../load/schedule.ts';
import type { Counted } from './requests.ts';

export interface JudgedTrace {
  traceId: string;
  /** How many spans the request should have left, and how many are there. */
  expected: number;
  found: number;
  missing: string[];
  /** Duplicate spans, and spans that do not belong there. */
  more: number;
  /** What is wrong, in words; '' when nothing is. */
  problem: string;
}

/** Names of the spans that have another parent than expected. */
function misplaced(
  wanted: WantedSpan[],
  found: (FoundSpan | undefined)[],
  caller: string,
): string[] {
  return wanted.flatMap(([name, , parent], place) => {
    const span = found[place];
    const wantedParent = parent < 0 ? caller : found[parent]?.id;
    return span && span.parentId !== wantedParent ? name : [];
  });
}

/** @param callerSpanId the parent of the request's first span; not in any store. */
export function judgeTrace(
  { traceId, kind }: Counted,
  spans: FoundSpan[],
  callerSpanId: string,
): JudgedTrace {
  const wanted = kindOf(kind).spans;
  const found = wanted.map(([name, spanKind]) =>
    spans.find((span) => span.name === name && span.kind === spanKind),
  );
  const ids = new Set(spans.map(({ id }) => id));
  const missing = wanted.flatMap(([name], place) => (found[place] ? [] : name));
  const orphans = spans
    .filter(({ parentId }) => parentId !== callerSpanId && !ids.has(parentId ?? ''))
    .map(({ name }) => name);
  const duplicates = spans.length - ids.size;
  const others = ids.size - (wanted.length - missing.length);
  const problems = [
    ...(missing.length === wanted.length
      ? ['no span at all']
      : missing.map((name) => `no span ${name}`)),
    ...(duplicates > 0 ? [`${duplicates} span ids twice`] : []),
    ...orphans.map((name) => `${name} has a parent that is not there`),
    ...misplaced(wanted, found, callerSpanId)
      .filter((name) => !orphans.includes(name))
      .map((name) => `${name} has another parent than it should`),
    ...(others > 0 ? [`${others} spans that do not belong there`] : []),
    // A failed request without a failed span is incomplete too.
    ...(kind === 'error' && found[0] && found[0].status !== 'ERROR'
      ? ['the failure is not marked as one']
      : []),
  ];
  return {
    traceId,
    expected: wanted.length,
    found: wanted.length - missing.length,
    missing,
    more: duplicates + others,
    problem: problems.join('; '),
  };
}

/** As many as Tempo works on (max_concurrent_queries in tempo.yaml); the others would only wait, and time out. */
const AT_ONCE = 4;
/** Seconds for which Tempo may answer with errors. A busy one does so for a while; that is no loss. */
const READ_SECONDS = 60;

/**
 * Reads the traces by id and judges them.
 * @param door see `fastestDoor` in stores/tempo.ts.
 * @throws {Error} when one cannot be read for a minute: what cannot be read is not missing.
 */
export const judgeTraces = (
  sent: Counted[],
  callerSpanId: string,
  door: string,
): Promise<JudgedTrace[]> =>
  sideBySide(sent, AT_ONCE, async (request) => {
    const { traceId } = request;
    const spans = await pollUntil(
      `an answer of Tempo about trace ${traceId}`,
      READ_SECONDS,
      () => spansOfTrace(traceId, door),
      { interval: 1000, signal: interrupted },
    );
    return judgeTrace(request, spans, callerSpanId);
  });
