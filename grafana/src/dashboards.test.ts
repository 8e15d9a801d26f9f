// What can be said of the dashboards without a running lab: panels are explained, links lead somewhere.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { dashboards } from './dashboards.ts';

// biome-ignore lint/suspicious/noExplicitAny: the builders' panel types differ by kind.
type Json = any;

const all: Json[] = dashboards();
const dataSources = parse(
  readFileSync(new URL('../provisioning/datasources/datasources.yaml', import.meta.url), 'utf8'),
).datasources.map(({ uid }: Json) => uid);

/** The uids of all data sources that a dashboard uses, and of all dashboards that it links to. */
const sourceUids = (json: string) => [...json.matchAll(/"datasource":\{[^}]*"uid":"([^"]+)"/g)];
const dashboardUids = (json: string) => [...json.matchAll(/\/d\/([\w-]+)/g)];

test('no two panels have the same explanation', () => {
  const descriptions = all.flatMap(({ panels }) => panels.map((panel: Json) => panel.description));
  assert.equal(new Set(descriptions).size, descriptions.length);
});

test('the tour leads to the page, the overview, Explore, the lessons and the guide', () => {
  const tour = all[0].panels.find(({ type }: Json) => type === 'text').options.content;
  const links = [...tour.matchAll(/\]\(([^)?]+)/g)].map(([, link]) => link);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Grafana
  const page = '${lab_url:raw}';
  const guide = [`${page}/guide/lessons/`, `${page}/guide/`];
  assert.deepEqual(links, [page, '/d/service-overview', '/explore', ...guide]);
});

test('uids are readable and each is there once', () => {
  for (const { uid } of all) assert.match(uid, /^[a-z]+(-[a-z]+)*$/);
  assert.equal(new Set(all.map(({ uid }) => uid)).size, all.length);
});

test('a cell of the heatmap leads to traces of its duration, for the buckets that the collector makes', () => {
  const config = readFileSync(new URL('../../otel-collector/stores.yaml', import.meta.url), 'utf8');
  const bounds: string[] = parse(config).connectors.span_metrics.histogram.explicit.buckets;
  // As Prometheus writes them.
  const labels = '0.0001 0.00025 0.0005 0.001 0.0025 0.005 0.01 0.025 0.05 0.1 0.25 0.5 1 2.5 5 10';
  const wanted = [...labels.split(' '), '+Inf'].map((label, index) => [
    label,
    [
      ...bounds.slice(Math.max(0, index - 1), index).map((bound) => `duration > ${bound}`),
      ...bounds.slice(index, index + 1).map((bound) => `duration <= ${bound}`),
    ].join(' && '),
  ]);
  const panel = all.flatMap(({ panels }) => panels).find(({ type }: Json) => type === 'heatmap');
  const found = panel.fieldConfig.overrides.map(({ matcher, properties }: Json) => [
    matcher.options,
    /duration .*(?= \})/.exec(decodeURIComponent(properties[0].value[0].url))?.[0],
  ]);
  assert.deepEqual(found.toSorted(), wanted.toSorted());
});

for (const dashboard of all) {
  describe(`dashboard ${dashboard.title}`, () => {
    const panels: Json[] = dashboard.panels;

    for (const panel of panels) {
      test(`"${panel.title}" is explained, has a unit and says when it is empty`, () => {
        if (panel.type === 'text') return;
        // Sentences, not the title in other words.
        assert.match(panel.description, /^[A-Z0-9].+[.?]$/s);
        assert.notEqual(panel.description.replace(/[.?]$/, ''), panel.title.replace(/[?]$/, ''));
        assert.ok(panel.fieldConfig.defaults.unit);
        assert.ok(panel.fieldConfig.defaults.noValue);
      });

      if (panel.type === 'table') {
        test(`"${panel.title}" says in an empty cell something else than in an empty table`, () => {
          const emptyCell = panel.fieldConfig.overrides
            .flatMap(({ properties }: Json) => properties)
            .find(({ id }: Json) => id === 'noValue');
          assert.equal(emptyCell?.value, '–');
        });
      }

      test(`"${panel.title}" asks one store`, () => {
        for (const target of panel.targets ?? []) {
          assert.equal(target.datasource.uid, panel.datasource.uid);
        }
      });
    }

    test('it says at once where its exemplars come from', () => {
      for (const panel of panels) {
        if (panel.targets?.some(({ exemplar }: Json) => exemplar)) {
          assert.match(
            panel.description,
            /diamond.*come from the collector|exemplars come from the collector/i,
          );
        }
      }
    });

    test('it opens in the time zone of the browser, keeps itself fresh and marks what happened', () => {
      assert.equal(dashboard.timezone, 'browser');
      assert.match(dashboard.refresh, /^(5s|1m)$/);
      assert.deepEqual(
        dashboard.annotations.list.map(({ name }: Json) => name),
        ['Restarts', 'Faults on purpose'],
      );
    });

    test('its links and marks stand on the page, not in a menu', () => {
      assert.doesNotMatch(JSON.stringify(dashboard), /inControlsMenu/);
    });

    test('it leads only to data sources and dashboards that there are', () => {
      const json = JSON.stringify(dashboard);
      for (const [, uid] of sourceUids(json)) assert.ok(dataSources.includes(uid), uid);
      for (const [, uid] of dashboardUids(json)) {
        assert.ok(
          all.some((other) => other.uid === uid),
          uid,
        );
      }
    });

    test('it leads only to runbooks that there are', () => {
      const runbooks = readdirSync(new URL('../../docs/runbooks', import.meta.url));
      for (const [, name] of JSON.stringify(dashboard).matchAll(/\/runbooks\/([\w-]+)/g)) {
        assert.ok(runbooks.includes(`${name}.md`), name);
      }
    });

    test('no two panels overlap, and all fit into 24 columns', () => {
      const taken = new Set<string>();
      for (const { gridPos } of panels) {
        assert.ok(gridPos.x + gridPos.w <= 24);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
            assert.ok(!taken.has(`${x} ${y}`), `two panels at ${x}, ${y}`);
            taken.add(`${x} ${y}`);
          }
        }
      }
    });
  });
}
