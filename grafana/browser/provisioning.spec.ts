// provisioning.spec.ts: Grafana has loaded all that it was given, and logged no warning about it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { dashboards } from '../src/dashboards.ts';
import { grafanaUrl, login, onlyWithGrafana } from './grafana.ts';

onlyWithGrafana();

/** Lines of Grafana's log of level warn or above; GF_LOG_LEVEL in docker-compose.yml keeps no others. */
const logLines = (): string[] =>
  execFileSync('docker', ['compose', 'logs', '--no-log-prefix', 'grafana'], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  }).split('\n');

test('its log has no complaint about provisioning', () => {
  expect(
    logLines().filter((line) => /logger=provisioning\S* .*level=(warn|error)/.test(line)),
  ).toEqual([]);
});

test('it has all dashboards, and nothing else', async () => {
  const url = `${grafanaUrl}/api/search?type=dash-db`;
  const found = (await (await fetch(url, { headers: login })).json()) as {
    uid: string;
  }[];
  expect(found.map(({ uid }) => uid).sort()).toEqual(
    dashboards()
      .map(({ uid }) => uid)
      .sort(),
  );
});
