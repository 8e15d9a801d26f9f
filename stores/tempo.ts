// tempo.ts: asks Tempo for the spans of a trace, and for traces that a TraceQL query finds.
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
      attributes?: Attributes;
      events?: { name: string; attributes?: Attributes }[];
    }[];
  }[];
}

/** OTLP wraps each value with its type, as in {"stringValue": "x"}; here text is enough. */
const valuesOf = (attributes: Attributes = []): Record<string, string> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]));

/** Bytes come as base64 in Tempo's JSON; ours are hexadecimal. */
const asHex = (bytes: string): string => Buffer.from(bytes, 'base64').toString('hex');

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
      attributes: valuesOf(span.attributes),
      events: (span.events ?? []).map(({ name, attributes }) => ({
        name,
        attributes: valuesOf(attributes),
      })),
    }));
}

/** Where traces are read by id. */
export const frontDoor = `${lab.tempo}/api/v2/traces`;

/**
 * Tempo's front door cuts each question into parts, which for thousands of traces takes minutes.
 * Its querier, in the same process, answers in one. A Tempo in several processes has none here.
 */
export async function fastestDoor(): Promise<string> {
  const querier = `${lab.tempo}/querier/api/v2/traces`;
  const answers = await fetch(`${querier}/${'0'.repeat(31)}1?mode=all`).then(
    ({ status }) => status === 200,
    () => false,
  );
  return answers ? querier : frontDoor;
}

/**
 * What Tempo has of the trace at this moment: at first nothing, then more and more.
 * @param door from `fastestDoor`, for many questions.
 */
export async function spansOfTrace(traceId: string, door = frontDoor): Promise<Span[]> {
  const url = `${door}/${traceId}${door === frontDoor ? '' : '?mode=all'}`;
  type Answer = { trace?: { resourceSpans?: ResourceSpans[] } };
  const answer = await askJson<Answer>('Tempo', url, { seconds: 10 }).catch((error) => {
    if (error.status === 404) return {} as Answer;
    throw error;
  });
  return (answer.trace?.resourceSpans ?? []).flatMap(spansOfResource);
}

/** A trace that a search found, by the first span that the query asked for. */
export interface FoundTrace {
  /** 32 hexadecimal digits. */
  id: string;
  name: string;
  /** Duration of the found span, milliseconds. */
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
    // A search leaves leading zeros out; Loki and the links have them.
    id: trace.traceID.padStart(32, '0'),
    name: trace.rootTraceName ?? '?',
    ms: Number(trace.spanSets?.[0]?.spans[0]?.durationNanos ?? 0) / 1e6,
    at: Number(trace.startTimeUnixNano ?? 0) / 1e9,
  }));
}
