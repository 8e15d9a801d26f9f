import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { createReceiver } from './server.ts';

const notification = {
  receiver: 'page',
  alerts: [
    {
      status: 'firing',
      labels: { alertname: 'StoreDown', severity: 'page', job: 'loki' },
      annotations: { summary: 'loki is down', runbook_url: 'http://lab/runbooks/store-down' },
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '0001-01-01T00:00:00Z',
    },
    {
      status: 'resolved',
      labels: { alertname: 'TelemetryLate', severity: 'ticket', signal: 'logs' },
      annotations: { summary: 'logs wait in the collector' },
      startsAt: '2026-01-01T00:00:00Z',
      endsAt: '2026-01-01T00:01:00Z',
    },
  ],
};

const listen = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** A receiver, and a collector with these answers; the lines and bodies they received. */
async function start(t: test.TestContext, collectorAnswers: number, watchdogLimitMs?: number) {
  const lines: string[] = [];
  const bodies: string[] = [];
  const collector = createServer(async (request, response) => {
    bodies.push(Buffer.concat(await request.toArray()).toString());
    response.writeHead(collectorAnswers).end('{}');
  });
  const print = (line: string) => lines.push(line);
  const server = createReceiver(await listen(collector), print, watchdogLimitMs);
  const url = await listen(server);
  t.after(() => {
    server.close();
    collector.close();
  });
  const messages = () =>
    lines.map((line) => JSON.parse(line)).map(({ level, msg }) => `${level} ${msg}`);
  return { url, lines, bodies, messages };
}

const post = (url: string, body: unknown) =>
  fetch(url, { method: 'POST', body: JSON.stringify(body) });

test('each alert becomes a line and a log record with its severity', async (t) => {
  const { url, lines, bodies } = await start(t, 200);
  assert.equal((await post(url, notification)).status, 200);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)).map(({ level, msg }) => [level, msg]),
    [
      ['error', 'firing StoreDown: loki is down'],
      ['info', 'resolved TelemetryLate: logs wait in the collector'],
    ],
  );
  const [{ resource, scopeLogs }] = JSON.parse(bodies[0] ?? '').resourceLogs;
  assert.deepEqual(resource.attributes[0], {
    key: 'service.name',
    value: { stringValue: 'alertmanager' },
  });
  const [firing, resolved] = scopeLogs[0].logRecords;
  assert.equal(firing.severityText, 'error');
  assert.equal(firing.severityNumber, 17);
  assert.deepEqual(
    firing.attributes.find(({ key }: { key: string }) => key === 'lab.alert.runbook').value,
    { stringValue: 'http://lab/runbooks/store-down' },
  );
  assert.equal(resolved.severityNumber, 9);
  await post(url, notification);
  assert.equal(lines.length, 4, 'what is told again, as a reminder, is written again');
});

test('where the collector does not take it, the line is written and Alertmanager tries again', async (t) => {
  const { url, lines } = await start(t, 503);
  assert.equal((await post(url, notification)).status, 503);
  assert.equal(JSON.parse(lines[0] ?? '').problem, 'the collector answered 503');
  await post(url, notification);
  assert.equal(lines.length, 2, 'each alert once, however often it is tried');
});

test('what is no notification is refused for good', async (t) => {
  const { url, lines, bodies } = await start(t, 200);
  assert.equal((await post(url, { alerts: 'none' })).status, 400);
  assert.equal((await fetch(url, { method: 'POST', body: '{' })).status, 400);
  assert.deepEqual([lines, bodies], [[], []]);
});

test('its health can be asked for', async (t) => {
  const { url } = await start(t, 200);
  assert.equal((await fetch(`${url}/healthz`)).status, 200);
});

const watchdog = (ageMs: number, alertname = 'Watchdog') => ({
  receiver: 'watchdog',
  alerts: [
    {
      status: 'firing',
      labels: { alertname, severity: 'none' },
      annotations: {
        evaluated_at: String((Date.now() - ageMs) / 1000),
        runbook_url: 'http://lab/w',
      },
    },
  ],
});

const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < deadline, `never: ${what}`);
    await setTimeout(20);
  }
};

test('a Watchdog that is not evaluated any more is missed, even if it is repeated, and its return is told', async (t) => {
  const { url, lines, bodies, messages } = await start(t, 200, 1000);
  const status = async () => (await fetch(`${url}/watchdog`)).status;
  const hear = async (ageMs: number) => {
    assert.equal((await post(`${url}/watchdog`, watchdog(ageMs))).status, 200);
  };
  assert.equal(await status(), 200, 'it has just begun');
  await until('it is missed', () => lines.length > 0);
  assert.equal(await status(), 503);
  assert.equal((await fetch(`${url}/healthz`)).status, 200, 'the process lives');
  await hear(60_000);
  assert.equal(await status(), 503, 'Alertmanager repeats an old one');
  await until('its return is told', async () => {
    await hear(0);
    return lines.length > 1;
  });
  assert.equal(await status(), 200);
  await until('it is missed again', () => lines.length > 2);
  const told = /^(error firing|info resolved) WatchdogMissing: the newest Watchdog is (\d) s old$/;
  assert.deepEqual(
    messages().map((message) => told.exec(message)?.slice(1)),
    [
      ['error firing', '1'],
      ['info resolved', '0'],
      ['error firing', '1'],
    ],
  );
  assert.equal(JSON.parse(lines[2] ?? '')['lab.alert.runbook'], 'http://lab/w');
  assert.equal(bodies.length, lines.length, 'and Loki gets it');
});

test('a Watchdog that is heard is no news, and its age is a metric', async (t) => {
  const { url, lines } = await start(t, 200);
  assert.equal((await post(`${url}/watchdog`, watchdog(-5000))).status, 200);
  const answer = await fetch(`${url}/metrics`);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  const [, age] = /^alert_receiver_watchdog_age_seconds (\S+)$/m.exec(await answer.text()) ?? [];
  assert.ok(Number(age) > -6 && Number(age) < 0, age);
  assert.deepEqual(lines, []);
});

test('another alert, or one without a time, is no Watchdog', async (t) => {
  const { url } = await start(t, 200);
  assert.equal((await post(`${url}/watchdog`, watchdog(0, 'StoreDown'))).status, 400);
  assert.equal((await post(`${url}/watchdog`, notification)).status, 400);
});

test('a stand-in answers as its service, and what it took or refused is written down', async (t) => {
  const { url, bodies, messages } = await start(t, 200);
  const good = await post(`${url}/slack`, {
    attachments: [{ title: 'FIRING StoreDown (page)', fallback: 'StoreDown' }],
  });
  assert.deepEqual([good.status, await good.text()], [200, 'ok']);
  const bad = await post(`${url}/pagerduty`, { event_action: 'trigger' });
  assert.equal(bad.status, 400);
  assert.equal((await bad.json()).status, 'invalid event');
  assert.equal(bodies.length, 2);
  assert.equal(
    messages()[0],
    'info firing StoreDown: slack-stand-in took "FIRING StoreDown (page)"',
  );
  assert.match(messages()[1] ?? '', /^error pagerduty-stand-in refuses a message: 'routing_key' /);
});
