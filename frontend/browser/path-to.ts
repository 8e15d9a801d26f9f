// Paths through a trace, for the specs in this folder.
import type { Span } from '../../stores/tempo.ts';

/** The path from the root span to the first span called `name`, as "service: name (KIND)". */
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
