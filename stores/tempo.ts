// Queries Tempo for the spans of a trace, and for traces by TraceQL.
import { askJson, withParameters } from './ask.ts';
import { lab } from './lab.ts';

export interface Span {
  service: string;
  name: string;
  kind: 'INTERNAL' | 'SERVER' | 'CLIENT' | 'PRODUCER' | 'CONSUMER' | 'UNSPECIFIED';
  /** 16 hexadecimal digits. */
  id: string;
  parentId: string | undefined;
  status: 'UNSET' | 'OK' | 'ERROR';
  /** Milliseconds since 1970. */
  start: number;
  /** Milliseconds; 0 without an end. */
  duration: number;
  attributes: Record<string, string>;
  events: { name: string; attributes: Record<string, string> }[];
}

type Attributes = { key: string; value: Record<string, unknown> }[];

interface ResourceSpans {
  resource: { attributes?: Attributes };
  scopeSpans: {
    spans: {
      spanId: string;
      parentSpanId?: string;
      name: string;
      kind?: string;
      status?: { code?: string };
      startTimeUnixNano?: string;
      endTimeUnixNano?: string;
      attributes?: Attributes;
      events?: { name: string; attributes?: Attributes }[];
    }[];
  }[];
}

/** Unwraps OTLP's typed values, such as {"stringValue": "x"}, to text. */
const valuesOf = (attributes: Attributes = []): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

/** Tempo's JSON has ids in base64; we use hexadecimal. */
const asHex = (bytes: string): string => Buffer.from(bytes, 'base64').toString('hex');

/** Calculated with whole nanoseconds: as numbers they would lose the last digits. */
const durationOf = (span: { startTimeUnixNano?: string; endTimeUnixNano?: string }): number =>
  span.endTimeUnixNano
    ? Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano ?? 0)) / 1e6
    : 0;

function spansOfResource({ resource, scopeSpans }: ResourceSpans): Span[] {
  const service = valuesOf(resource.attributes)['service.name'] ?? '';
  return scopeSpans
    .flatMap(({ spans }) => spans)
    .map((span) => ({
      service,
      name: span.name,
      kind: (span.kind ?? 'UNSPECIFIED').replace('SPAN_KIND_', '') as Span['kind'],
      id: asHex(span.spanId),
      parentId: span.parentSpanId ? asHex(span.parentSpanId) : undefined,
      status: (span.status?.code ?? 'UNSET').replace('STATUS_CODE_', '') as Span['status'],
      start: Number(span.startTimeUnixNano ?? 0) / 1e6,
      duration: durationOf(span),
      attributes: valuesOf(span.attributes),
      events: (span.events ?? []).map(({ name, attributes }) => ({
        name,
        attributes: valuesOf(attributes),
      })),
    }));
}

/** The address at which traces are read by id. */
export const frontDoor = `${lab.tempo}/api/v2/traces`;

/**
 * The fastest address for reading thousands of traces. Tempo's public one splits each query, which
 * takes minutes; its querier, in the same process, answers directly. It exists only where Tempo runs
 * as one process.
 * @param traceId a trace that may be there already: the querier answers 404 for one that is not, as
 *   Tempo does where there is no querier.
 */
export async function fastestDoor(traceId: string): Promise<string> {
  const querier = `${lab.tempo}/querier/api/v2/traces`;
  const spans = await spansOfTrace(traceId, querier).catch(() => []);
  return spans.length > 0 ? querier : frontDoor;
}

/**
 * The spans of the trace that Tempo has so far.
 * @param door from `fastestDoor`, when reading many traces.
 */
export async function spansOfTrace(traceId: string, door = frontDoor): Promise<Span[]> {
  const url = `${door}/${traceId}${door === frontDoor ? '' : '?mode=all'}`;
  interface Answer {
    trace?: { resourceSpans?: ResourceSpans[] };
  }
  const answer = await askJson<Answer>('Tempo', url, { seconds: 10 }).catch((error) => {
    if (error.status === 404) return {} as Answer;
    throw error;
  });
  return (answer.trace?.resourceSpans ?? []).flatMap(spansOfResource);
}

/** A trace found by a search, described by its first matching span. */
export interface FoundTrace {
  /** 32 hexadecimal digits. */
  id: string;
  name: string;
  /** Duration of the matching span, milliseconds. */
  ms: number;
  /** Start of the trace, seconds since 1970. */
  at: number;
}

/** Traces that `query` (TraceQL) finds, at most `limit`; `start` and `end` in seconds since 1970. */
export async function searchTraces(
  query: string,
  { limit = 20, start, end }: { limit?: number; start?: number; end?: number } = {},
): Promise<FoundTrace[]> {
  const parameters = { q: query, limit, spss: 1, start, end };
  const { traces } = await askJson<{
    traces?: {
      traceID: string;
      rootTraceName?: string;
      startTimeUnixNano?: string;
      spanSets?: { spans: { durationNanos?: string }[] }[];
    }[];
  }>('Tempo', withParameters(`${lab.tempo}/api/search`, parameters), { seconds: 20 });
  return (traces ?? []).map((trace) => ({
    // Searches omit leading zeros; Loki and the links need them.
    id: trace.traceID.padStart(32, '0'),
    name: trace.rootTraceName ?? '?',
    ms: Number(trace.spanSets?.[0]?.spans[0]?.durationNanos ?? 0) / 1e6,
    at: Number(trace.startTimeUnixNano ?? 0) / 1e9,
  }));
}
