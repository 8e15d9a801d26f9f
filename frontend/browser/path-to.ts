// path-to.ts: the way through a trace, for the specs beside it.
import type { Span } from '../../stores/tempo.ts';

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
