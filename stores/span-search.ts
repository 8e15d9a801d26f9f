// The spans of many traces by one search: to read a trace by its id costs Tempo some 50 ms of CPU.
import { askJson, withParameters } from './ask.ts';
import { lab } from './lab.ts';
import type { Span } from './tempo.ts';

/** What a search tells of a span. */
export type FoundSpan = Pick<Span, 'id' | 'name' | 'kind' | 'parentId' | 'status'>;

interface AnsweredSpan {
  spanID: string;
  name?: string;
  attributes?: { key: string; value: { stringValue?: string } }[];
}

interface Answer {
  traces?: { traceID: string; spanSets?: { spans?: AnsweredSpan[] }[] }[];
}

function spanOf({ spanID, name = '', attributes = [] }: AnsweredSpan): FoundSpan {
  const values = Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue]));
  return {
    id: spanID,
    name,
    kind: (values.kind ?? 'unspecified').toUpperCase() as Span['kind'],
    parentId: values['span:parentID'],
    status: (values.status ?? 'unset').toUpperCase() as Span['status'],
  };
}

const MOST_TRACES = 50_000;
const MOST_SPANS = 20;
/** Tempo answers within 30 s or not at all, and with no more than 16 MiB: some 20,000 traces of this lab. */
const SLICE_SECONDS = 15;

async function searchSlice(
  q: string,
  start: number,
  end: number,
): Promise<[string, FoundSpan[]][]> {
  const parameters = { q, limit: MOST_TRACES, spss: MOST_SPANS, start, end };
  const url = withParameters(`${lab.tempo}/api/search`, parameters);
  const { traces = [] } = await askJson<Answer>('Tempo', url, { seconds: 60 });
  if (traces.length === MOST_TRACES) throw new Error(`more than ${MOST_TRACES} traces`);
  return traces.map(({ traceID, spanSets = [] }) => [
    // Searches omit leading zeros.
    traceID.padStart(32, '0'),
    spanSets.flatMap(({ spans = [] }) => spans).map(spanOf),
  ]);
}

/**
 * The spans that `filter` finds, by the id of their trace. One that is stored twice is there twice, if both are in
 * one block. Looks at a quarter of a minute after the other.
 * @param filter TraceQL in braces.
 * @param range whole seconds since 1970.
 * @throws {Error} when more traces may be there than a search returns.
 */
export async function searchSpans(
  filter: string,
  { start, end }: { start: number; end: number },
): Promise<Map<string, FoundSpan[]>> {
  const q = `${filter} | select(name, kind, status, span:parentID)`;
  const found = new Map<string, FoundSpan[]>();
  for (let from = start; from < end; from += SLICE_SECONDS) {
    const slice = await searchSlice(q, from, Math.min(from + SLICE_SECONDS, end));
    for (const [traceId, spans] of slice) {
      // A trace that crosses the border is found on both sides, perhaps not with all its spans.
      const seen = found.get(traceId) ?? [];
      if (spans.length > seen.length) found.set(traceId, spans);
    }
  }
  return found;
}
