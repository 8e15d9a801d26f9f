// Every alert has a runbook, and every runbook an alert.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import test from 'node:test';
import type { Rule } from './recording-rules.ts';
import { groupsOf } from './rule-tests/suites.ts';

type Alert = Extract<Rule, { alert: string }>;

const FILES = ['slo.yaml', 'slo-lab-speed.yaml', 'pipeline.yaml'];
const alerts = FILES.flatMap(groupsOf).flatMap(({ rules }) =>
  rules.filter((rule): rule is Alert => 'alert' in rule),
);

/** BackendSilent -> backend-silent; alerts of the drill use the runbook of the real one. */
const pageOf = (alert: string) =>
  alert
    .replace(/^SloLab/, '')
    .replace(/\B[A-Z]/g, (letter) => `-${letter}`)
    .toLowerCase();

test('every alert has a runbook, every runbook an alert, and the link leads there', () => {
  const pages = readdirSync(new URL('../../docs/runbooks/', import.meta.url));
  const expected = new Set(alerts.map(({ alert }) => `${pageOf(alert)}.md`));
  assert.deepEqual(pages.sort(), [...expected].sort());
  for (const { alert, annotations } of alerts) {
    const link = `{{ $externalLabels.lab_url }}/runbooks/${pageOf(alert)}`;
    assert.equal(annotations.runbook_url, link);
  }
});

test('every alert says how bad it is, in a line and with its numbers', () => {
  for (const { alert, labels, annotations } of alerts) {
    const severity = alert === 'Watchdog' ? /^none$/ : /^(page|ticket)$/;
    assert.match(labels.severity ?? '', severity, alert);
    assert.ok(annotations.summary, alert);
    assert.ok(annotations.description, alert);
  }
});

test('no alert of the drill can be taken for one of production', () => {
  const drill = groupsOf('slo-lab-speed.yaml').flatMap(({ rules }) => rules);
  const production = groupsOf('slo.yaml').flatMap(({ rules }) => rules);
  for (const rule of drill) {
    assert.equal(rule.labels.speed, 'lab');
    assert.match('alert' in rule ? rule.alert : rule.record, /^(SloLab|slo_lab[:_])/);
    assert.doesNotMatch(rule.expr, /\bslo:/);
  }
  for (const rule of production) {
    assert.equal(rule.labels.speed, undefined);
    assert.doesNotMatch(rule.expr, /slo_lab/);
  }
});
