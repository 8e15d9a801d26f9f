// Reads what Weaver's live check prints (templates/lines).

interface Violation {
  id: string;
  message: string;
  signal_type: string | null;
  signal_name: string | null;
}

interface Statistics {
  advice_type_counts: Record<string, number>;
  seen_registry_attributes: Record<string, number>;
  seen_registry_metrics: Record<string, number>;
  seen_registry_events: Record<string, number>;
}

export interface Report {
  /** A text for each kind of violation, with how often it was seen. */
  violations: string[];
  statistics: Statistics;
}

/** What is declared in the registry, as registry/templates makes it. */
export interface Declared {
  id: string;
  attributes: string[];
  /** Where it is seen, when not here. */
  seen: string | null;
}

const textOf = ({ id, message, signal_type, signal_name }: Violation): string =>
  `${id}: ${signal_type ?? ''} ${signal_name ?? ''}: ${message}`;

/** @throws {Error} when the statistics, which come last, are not there: Weaver did not end as it should. */
export function readReport(output: string): Report {
  const lines = output.split('\n').filter((line) => line.startsWith('{'));
  const parts = lines.map((line) => JSON.parse(line) as Violation | { statistics: Statistics });
  const last = parts.pop();
  if (!last || !('statistics' in last)) throw new Error(`no report: ${output.slice(-2000)}`);
  const counts = Map.groupBy(
    parts.map((part) => textOf(part as Violation)),
    (text) => text,
  );
  const violations = [...counts].map(([text, { length }]) => `${length} × ${text}`).sort();
  return { violations, statistics: last.statistics };
}

/** The declared signals, and attributes of our own, that were not seen and do not say where they are. */
export function unseenOf({ statistics }: Report, declared: Declared[]): string[] {
  const { advice_type_counts, seen_registry_attributes } = statistics;
  const seen = { ...statistics.seen_registry_metrics, ...statistics.seen_registry_events };
  const wasSeen = (id: string) => Boolean(seen[id] || advice_type_counts[`seen:${id}`]);
  const expected = declared.filter((signal) => !signal.seen);
  const own = expected
    .flatMap(({ attributes }) => attributes)
    .filter((key) => key.startsWith('lab.'));
  return [
    ...expected.map(({ id }) => id).filter((id) => !wasSeen(id)),
    ...new Set(own.filter((key) => !seen_registry_attributes[key])),
  ];
}
