import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGrafanaUrl } from './grafana-address.ts';

test('a configured address loses the slash at its end', () => {
  assert.equal(parseGrafanaUrl('http://localhost:3000/'), 'http://localhost:3000');
  assert.equal(parseGrafanaUrl('https://example.test/grafana'), 'https://example.test/grafana');
});

test('what is no web address becomes no link', () => {
  for (const value of ['', 'localhost:3000', 'javascript:alert(1)', '$' + '{GRAFANA_URL}']) {
    assert.equal(parseGrafanaUrl(value), undefined, value);
  }
});
