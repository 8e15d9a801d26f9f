// grafana.ts: where Grafana is, and the steps that several specs take in it.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { traceUrl } from '../../stores/grafana-links.ts';
import { credentialsFor, lab } from '../../stores/lab.ts';

export const grafanaUrl = lab.grafana;

/** Headers for all requests to Grafana: in the hardened lab people log in. Explore needs the role Editor. */
export const login = credentialsFor(grafanaUrl, 'editor');

/** Whether Grafana runs. Where neither its image nor a tarball can be had, the lab is without it. */
export const grafanaRuns = (): Promise<boolean> =>
  fetch(`${grafanaUrl}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Skips the tests of a file, by name, where there is no Grafana. */
export const onlyWithGrafana = (): void =>
  test.beforeAll(async () => {
    test.skip(
      !(await grafanaRuns()),
      `Grafana does not run here: no image ${process.env.GRAFANA_IMAGE}`,
    );
  });

/** Sends a request to the API and returns the id of its trace. */
export async function traceOf(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`${lab.frontend}${path}`, init);
  const [, traceId] = (response.headers.get('traceresponse') ?? '').split('-');
  if (!traceId) throw new Error(`${path}: the answer has no traceresponse`);
  return traceId;
}

/** The same with a request that adds a task, whose trace has SQL in it. */
export const traceOfNewTask = (): Promise<string> =>
  traceOf('/api/tasks', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title: 'Follow a link in Grafana' }),
  });

/** What Explore shows at this moment, by its address: each pane with its range and first query. */
export function panesOf(page: Page): { source: string; query: string; from: string; to: string }[] {
  const panes = JSON.parse(new URL(page.url()).searchParams.get('panes') ?? '{}');
  // biome-ignore lint/suspicious/noExplicitAny: the shape differs by data source.
  return Object.values<any>(panes).map(({ datasource, queries: [query], range }) => ({
    source: datasource,
    query: query.expr ?? query.query ?? JSON.stringify(query.filters),
    ...range,
  }));
}

/** The newest pane of Explore, once it asks `source`. */
export async function newPane(page: Page, source: string) {
  await expect
    .poll(() => panesOf(page).at(-1)?.source, { message: `a pane that asks ${source}` })
    .toBe(source);
  return panesOf(page).at(-1) as ReturnType<typeof panesOf>[number];
}

/** The menu item or link with this text, whatever its role in this version of Grafana. */
export const item = (page: Page, text: string | RegExp): Locator =>
  page.getByText(text, { exact: true }).last();

/** Opens a trace in Explore; asks again until Tempo has its span `name`. */
export async function openTrace(page: Page, traceId: string, name: string): Promise<Locator> {
  const row = spanRow(page, name);
  await expect(async () => {
    await page.goto(traceUrl('', traceId));
    await expect(row).toBeVisible({ timeout: 5_000 });
  }, `span ${name} of trace ${traceId}`).toPass({ timeout: 60_000 });
  return row;
}

/** The row of a span in the trace view: its name and, beside it, the link symbol. */
export const spanRow = (page: Page, name: string): Locator =>
  page.getByTestId('TimelineRowCell').filter({ hasText: name }).first();

/** Presses the link symbol of a span and then `link`. */
export async function followSpanLink(page: Page, row: Locator, link: string): Promise<void> {
  await row.getByTestId('SpanLinksMenu').click();
  await item(page, link).click();
}

/** A panel of a dashboard or of Explore, by its title. */
export const panel = (page: Page, title: string): Locator =>
  page.getByTestId(`data-testid Panel header ${title}`);
