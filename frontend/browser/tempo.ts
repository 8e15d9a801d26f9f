// tempo.ts: asks Tempo for the spans of one trace; loki.ts and prometheus.ts ask the other stores.
const { BIND_ADDRESS = '127.0.0.1', TEMPO_PORT = '3200' } = process.env;

export interface Span {
  service: string;
  name: string;
  kind: 'INTERNAL' | 'SERVER' | 'CLIENT';
  id: string;
  parentId: string | undefined;
  attributes: Record<string, string>;
}

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface ResourceSpans {
  resource: { attributes: Attribute[] };
  scopeSpans: {
    spans: {
      spanId: string;
      parentSpanId?: string;
      name: string;
      kind: string;
      attributes?: Attribute[];
    }[];
  }[];
}

/** What Tempo has of the trace at this moment: at first nothing, then more and more. */
export async function spansOfTrace(traceId: string): Promise<Span[]> {
  const response = await fetch(
    `http://${BIND_ADDRESS}:${TEMPO_PORT}/api/v2/traces/${traceId}`,
    // Without it Tempo answers in protobuf.
    { headers: { accept: 'application/json' } },
  );
  if (response.status === 404) return [];
  if (!response.ok) throw new Error(`Tempo: ${response.status} ${await response.text()}`);
  const { trace } = (await response.json()) as { trace?: { resourceSpans?: ResourceSpans[] } };
  return (trace?.resourceSpans ?? []).flatMap(spansOfResource);
}

/** The way from the root span down to the first span called `name`, as "service: name (KIND)". */
export function pathTo(spans: Span[], name: string): string[] {
  const path: string[] = [];
  let span = spans.find((candidate) => candidate.name === name);
  while (span) {
    const { service, kind, parentId } = span;
    path.unshift(`${service}: ${span.name} (${kind})`);
    span = spans.find((candidate) => candidate.id === parentId);
    if (parentId && !span) path.unshift('a parent that Tempo does not have');
  }
  return path;
}

function spansOfResource({ resource, scopeSpans }: ResourceSpans): Span[] {
  const service = valuesOf(resource.attributes)['service.name'] ?? '';
  return scopeSpans
    .flatMap((scope) => scope.spans)
    .map((span) => ({
      service,
      name: span.name,
      kind: span.kind.replace('SPAN_KIND_', '') as Span['kind'],
      id: span.spanId,
      parentId: span.parentSpanId,
      attributes: valuesOf(span.attributes),
    }));
}

/** OTLP wraps each value with its type, as in {"stringValue": "x"}; here text is enough. */
function valuesOf(attributes: Attribute[] = []): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
  );
}
