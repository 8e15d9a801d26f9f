// differences.ts: what differs between a dashboard in Grafana and its source.

/** A dashboard as JSON; only what we touch is typed. */
export interface Dashboard {
  [key: string]: unknown;
  panels?: { [key: string]: unknown; title?: string }[];
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Without empty members, which Grafana's editor writes down and the source leaves out. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, withoutEmpty(member)] as const,
  );
  return Object.fromEntries(members.filter(([, member]) => !isEmpty(member)));
}

/** Without what Grafana numbers itself, and without empty members. */
export function normalised({ id, version, schemaVersion, panels, ...rest }: Dashboard): Dashboard {
  const own = panels?.map(({ id: _, pluginVersion, ...panel }) => panel);
  return withoutEmpty({ ...rest, ...(own && { panels: own }) }) as Dashboard;
}

/** Leaves by their path. */
function leavesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, path === '' || path.endsWith(': ') ? path + key : `${path}.${key}`),
  );
}

/** A panel is known by its title, since moving it changes its place in the list. */
function leaves({ panels = [], ...rest }: Dashboard): Map<string, unknown> {
  return new Map([
    ...leavesOf(rest, ''),
    ...panels.flatMap((panel) => leavesOf(panel, `${panel.title}: `)),
  ]);
}

/** What the editor adds beside these (its defaults) is no difference. */
const MATTERS =
  /expr$|query$|\.(targets|links|steps)\.|: (title|description|type)$|templating|\.unit$/;

/** A sentence for each difference; both dashboards are normalised. */
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
