// grafana-links.test.ts: the addresses that signal-chip.ts shows (grafana-links.ts).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logsUrl, parseGrafanaUrl, traceUrl } from './grafana-links.ts';

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

test('a configured address loses the slash at its end', () => {
  assert.equal(parseGrafanaUrl('http://localhost:3000/'), 'http://localhost:3000');
  assert.equal(parseGrafanaUrl('https://example.test/grafana'), grafana);
});

test('what is no web address becomes no link', () => {
  for (const value of ['', 'localhost:3000', 'javascript:alert(1)', '$' + '{GRAFANA_URL}']) {
    assert.equal(parseGrafanaUrl(value), undefined, value);
  }
});

function paneOf(link: string) {
  const url = new URL(link);
  assert.equal(url.origin + url.pathname, `${grafana}/explore`);
  assert.equal(url.searchParams.get('schemaVersion'), '1');
  assert.equal(url.searchParams.get('orgId'), '1');
  return JSON.parse(url.searchParams.get('panes') ?? '').a;
}
