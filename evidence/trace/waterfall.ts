// A trace as text: a line for each span, below its parent, with a bar for its time.
import type { Span } from '../../stores/tempo.ts';

const NAME_WIDTH = 38;
const INDENT = '  ';

interface Placed {
  span: Span;
  depth: number;
}

/** Each span after its parent, siblings by their start; those without a parent in the trace come first. */
function inTree(spans: Span[]): Placed[] {
  const ids = new Set(spans.map(({ id }) => id));
  const byStart = spans.toSorted((a, b) => a.start - b.start);
  const below = (parent: string | undefined, depth: number): Placed[] =>
    byStart
      .filter(({ parentId }) => (parentId && ids.has(parentId) ? parentId : undefined) === parent)
      .flatMap((span) => [{ span, depth }, ...below(span.id, depth + 1)]);
  return below(undefined, 0);
}

/** The two ends of a trace, in milliseconds since 1970. */
export function timesOf(spans: Span[]): { start: number; end: number } {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ start, duration }) => start + duration)),
  };
}

const fit = (text: string, width: number): string =>
  (text.length > width ? `${text.slice(0, width - 1)}…` : text).padEnd(width);

/**
 * One line for each span: service, name, milliseconds from the trace's begin, duration, bar; a failed
 * one is marked with "!".
 * @param width characters of the bars.
 */
export function waterfall(spans: Span[], width = 30): string[] {
  const { start, end } = timesOf(spans);
  const scale = width / Math.max(end - start, 0.001);
  const service = Math.max(...spans.map((one) => one.service.length));
  return inTree(spans).map(({ span, depth }) => {
    const from = Math.min(Math.floor((span.start - start) * scale), width - 1);
    // Also the shortest can be seen.
    const long = Math.max(1, Math.round(span.duration * scale));
    const bar = `${' '.repeat(from)}${'━'.repeat(Math.min(long, width - from))}`;
    return [
      span.service.padEnd(service),
      span.status === 'ERROR' ? '!' : ' ',
      fit(`${INDENT.repeat(depth)}${span.name}`, NAME_WIDTH),
      (span.start - start).toFixed(1).padStart(8),
      `${span.duration.toFixed(1).padStart(8)} ms`,
      bar,
    ].join(' ');
  });
}
