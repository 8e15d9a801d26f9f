import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboardUrl, logsUrl, traceUrl } from './grafana-links.ts';

const grafana = 'https://example.test/grafana';
const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';

test('the trace link opens Explore on Tempo with this trace', () => {
  const { datasource, queries } = paneOf(traceUrl(grafana, traceId));
  assert.equal(datasource, 'tempo');
  assert.deepEqual(queries, [
    {
      refId: 'A',
      datasource: { type: 'tempo', uid: 'tempo' },
      queryType: 'traceql',
      query: traceId,
    },
  ]);
});

test('the logs link opens Explore on Loki with the logs of this trace', () => {
  const { datasource, queries, range } = paneOf(logsUrl(grafana, traceId));
  assert.equal(datasource, 'loki');
  assert.equal(queries[0]?.expr, `{service_name=~"frontend|backend"} | trace_id="${traceId}"`);
  assert.deepEqual(range, { from: 'now-1h', to: 'now' });
});

test('a dashboard opens with the chosen variables, and those alone', () => {
  const url = dashboardUrl(grafana, 'service-overview', { service: 'backend', route: undefined });
  assert.equal(url, `${grafana}/d/service-overview?var-service=backend`);
  assert.equal(dashboardUrl('', 'slo'), '/d/slo');
});

function paneOf(link: string) {
  const url = new URL(link);
  assert.equal(url.origin + url.pathname, `${grafana}/explore`);
  assert.equal(url.searchParams.get('schemaVersion'), '1');
  assert.equal(url.searchParams.get('orgId'), '1');
  return JSON.parse(url.searchParams.get('panes') ?? '').a;
}
