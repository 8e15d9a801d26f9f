// What differs between a dashboard in Grafana and its source.

/** A dashboard as JSON; only the parts used here are typed. */
export interface Dashboard {
  [key: string]: unknown;
  panels?: { [key: string]: unknown; title?: string }[];
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Removes empty members, which Grafana's editor writes and the source omits. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, withoutEmpty(member)] as const,
  );
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)));
}

/** Removes Grafana's own ids and versions, and empty members. */
export function normalised({ id, version, schemaVersion, panels, ...rest }: Dashboard): Dashboard {
  const own = panels?.map(({ id: _, pluginVersion, ...panel }) => panel);
  return withoutEmpty({ ...rest, ...(own && { panels: own }) }) as Dashboard;
}

/** All leaves, by path. */
function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, path === '' || path.endsWith(': ') ? path + key : `${path}.${key}`),
  );
}

/** Panels are identified by title: moving one changes its place in the list. */
function leaves({ panels = [], ...rest }: Dashboard): Map<string, unknown> {
  return new Map([
    ...leavesOf(rest, ''),
    ...panels.flatMap((panel) => leavesOf(panel, `${panel.title}: `)),
  ]);
}

/** Other keys that the editor adds (its defaults) are no difference. */
const MATTERS =
  /expr$|query$|\.(targets|links|steps)\.|: (title|description|type)$|templating|\.unit$/;

/** One sentence per difference; both dashboards must be normalised. */
export function differencesOf(source: Dashboard, saved: Dashboard): string[] {
  const old = leaves(source);
  const now = leaves(saved);
  const gone = [...old].flatMap(([path, value]) => {
    if (now.get(path) === value) return [];
    return now.has(path)
      ? `changed ${path}: ${JSON.stringify(value)} -> ${JSON.stringify(now.get(path))}`
      : `removed ${path}: ${JSON.stringify(value)}`;
  });
  const added = [...now]
    .filter(([path]) => !old.has(path) && MATTERS.test(path))
    .map(([path, value]) => `added ${path}: ${JSON.stringify(value)}`);
  return [...gone, ...added];
}
