import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  askedByPanel,
  askedByVariables,
  type Dashboard,
  fillIn,
  readDashboards,
} from './dashboards.ts';

const DASHBOARD: Dashboard = {
  uid: 'x',
  panels: [],
  templating: {
    list: [
      {
        name: 'service',
        type: 'query',
        query: { query: 'label_values(calls{kind="SERVER"}, service_name)' },
        current: { value: 'backend' },
      },
      { name: 'route', type: 'custom', query: 'a,b', current: { value: '$__all' } },
    ],
  },
};
const NOW = 10_000;

test("a dashboard's own variables are filled in, those of Grafana's server are not", () => {
  const query = `rate(x{a="$service", b=~"\${route}"}[$__rate_interval])`;
  assert.equal(fillIn(query, DASHBOARD), 'rate(x{a="backend", b=~".*"}[$__rate_interval])');
});

test('a panel asks all its queries at once, and searches of traces each for itself', () => {
  const asked = askedByPanel(
    {
      targets: [
        { refId: 'A', datasource: { uid: 'prometheus' }, expr: 'up{a="$service"}' },
        { refId: 'B', datasource: { uid: 'loki' }, expr: '{a="b"}' },
        { refId: 'C', datasource: { uid: 'tempo' }, query: '{ name = "$service" }', limit: 5 },
      ],
    },
    DASHBOARD,
    NOW,
  );
  const [search, panel, ...more] = asked;
  assert.equal(more.length, 0);
  const parameters = new URL(search?.path ?? '', 'http://grafana').searchParams;
  assert.deepEqual(Object.fromEntries(parameters), {
    q: '{ name = "backend" }',
    limit: '5',
    start: '6400',
    end: '10000',
  });
  const { queries = [] } = (panel?.body ?? {}) as { queries?: { refId: string; expr: string }[] };
  assert.deepEqual(
    queries.map(({ refId, expr }) => [refId, expr]),
    [
      ['A', 'up{a="backend"}'],
      ['B', '{a="b"}'],
    ],
  );
});

test('variables ask for the values of a label', () => {
  const [asked, ...more] = askedByVariables(DASHBOARD, NOW);
  assert.equal(more.length, 0);
  assert.match(asked?.path ?? '', /\/label\/service_name\/values\?match%5B%5D=calls/);
});

test("no variable of a dashboard is left in the lab's queries", () => {
  for (const dashboard of readDashboards()) {
    const targets = dashboard.panels.flatMap((panel) => panel.targets ?? []);
    for (const { expr = '', query = '' } of targets) {
      assert.doesNotMatch(fillIn(expr + query, dashboard), /\$(?!__)/, dashboard.uid);
    }
  }
});

test("a panel's own time range is asked for", () => {
  const panel = {
    timeFrom: '5m',
    targets: [
      { refId: 'A', datasource: { uid: 'tempo' }, query: '{}' },
      { refId: 'B', datasource: { uid: 'loki' }, expr: '{a="b"}' },
    ],
  };
  const [search, other] = askedByPanel(panel, DASHBOARD, NOW);
  assert.match(search?.path ?? '', /start=9700&end=10000/);
  assert.partialDeepStrictEqual(other?.body, { from: 'now-5m' });
});
