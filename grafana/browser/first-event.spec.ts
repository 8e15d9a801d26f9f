// first-event.spec.ts: the first event of its kind shows on every panel. In a lab with much traffic
// nothing is the first, so these events come from an environment of their own. That makes new series,
// which the panels' own queries then read.
import { expect, test } from '@playwright/test';
import { dashboards } from '../src/dashboards.ts';
import { metricsOf, withMatcher } from '../src/testing/grammar.ts';
import { ask, fillIn, type Json, onlyWithGrafana, send } from './panel-queries.ts';

onlyWithGrafana();

/** A query of Prometheus for a single moment. */
const INSTANT = { refId: 'A', datasource: { uid: 'prometheus' }, instant: true };
const ENVIRONMENT = `first-event-${Date.now()}`;
const OF_EVENT = /^(lab_web_vital|traces_spanmetrics)_/;
const VITALS = { lcp: 1.3, inp: 0.15, fcp: 1.3, ttfb: 0.3, cls: 0.02 };

/** The figures that these panels must show, exactly or within limits; the others must show any. */
const EXPECTED: Record<string, number | [number, number]> = {
  'user-experience: Page views': 1,
  'user-experience: LCP': [1.2, 1.8],
  'user-experience: INP': [0.1, 0.2],
  'user-experience: FCP': [1.2, 1.8],
  'user-experience: TTFB': [0.2, 0.5],
  'user-experience: CLS': [0.01, 0.025],
  'service-overview: Failing': 1,
  'service-overview: 95 % are faster than': [0.25, 0.5],
};

/** The panels' queries of these metrics, each limited to these events. */
const panelQueries = (dashboards() as Json[]).flatMap(({ uid, panels }) =>
  panels.flatMap(({ title, targets = [] }: Json) =>
    targets
      .filter(({ expr = '', datasource }: Json) => {
        const metrics = datasource.uid === 'prometheus' ? metricsOf(fillIn(expr)) : [];
        // Spans beyond the collector's limit are counted together, without an environment.
        const named = !expr.includes('otel_metric_overflow');
        return named && metrics.length > 0 && metrics.every((metric) => OF_EVENT.test(metric));
      })
      .map((target: Json) => ({
        name: `${uid}: ${title}`,
        target: {
          ...target,
          exemplar: false,
          expr: withMatcher(fillIn(target.expr), `deployment_environment_name="${ENVIRONMENT}"`),
        },
      })),
  ),
);

test('there are such panels on four dashboards', () => {
  const uids = new Set(panelQueries.map(({ name }) => name.split(':')[0]));
  expect([...uids]).toEqual(['service-overview', 'user-experience', 'database', 'what-was-kept']);
});

test('one page view and one failing request show on every panel', async () => {
  await send.vitals(ENVIRONMENT, VITALS);
  await send.spans(ENVIRONMENT, [
    { service: 'frontend', name: 'add_task', kind: 1 },
    { service: 'backend', name: 'POST /api/tasks', kind: 2, failed: true },
    { service: 'backend', name: 'INSERT tasks', kind: 3 },
  ]);
  for (const { name, target } of panelQueries) {
    const expected = EXPECTED[name] ?? [0, Number.POSITIVE_INFINITY];
    const [least, most] = typeof expected === 'number' ? [expected, expected] : expected;
    await expect(async () => {
      const values = await ask(target);
      expect(values.length, `${name}: values`).toBeGreaterThan(0);
      const highest = Math.max(...values);
      expect(highest, name).toBeGreaterThanOrEqual(least);
      expect(highest, name).toBeLessThanOrEqual(most);
    }, `${name}, query ${target.refId}: ${target.expr}`).toPass({ timeout: 30_000 });
  }
});

test('what is counted in the millisecond of an export has a rate', async () => {
  await send.firstRequest(ENVIRONMENT);
  const rate = `rate(http_requests_total{deployment_environment_name="${ENVIRONMENT}"}[5m])`;
  const query = { ...INSTANT, expr: `${rate} > 0` };
  await expect(async () => expect(await ask(query)).toHaveLength(1)).toPass({ timeout: 30_000 });
});

/** Counters whose rate() a panel shows: it misses the first event of a series without a 0 before it. */
const COUNTERS = [
  ...new Set(
    (dashboards() as Json[])
      .flatMap(({ panels }) => panels.flatMap(({ targets = [] }: Json) => targets))
      .flatMap(({ expr = '' }: Json) => [...expr.matchAll(/\brate\((\w+)/g)])
      .map(([, name]) => name as string),
  ),
];

test('every series that a panel takes the rate of begins with 0', async () => {
  expect(COUNTERS.length).toBeGreaterThan(10);
  for (const counter of [...COUNTERS, 'lab_web_vital_duration_seconds_count']) {
    const began = `(min_over_time(${counter}[1h]) > 0 unless last_over_time(${counter}[2h] offset 1h))`;
    expect(
      await ask({ ...INSTANT, expr: `count(${began}) or vector(0)` }),
      `series of ${counter} that began within the hour, and not with 0`,
    ).toEqual([0]);
  }
});
