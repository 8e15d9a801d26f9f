// Every query is well formed and reads series and labels that exist.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedQueries } from './testing/asked-queries.ts';
import { labelsOf, metricsOf, mistakes, withMatcher } from './testing/grammar.ts';
import { isKnownLabel, isKnownMetric } from './testing/known-series.ts';

const queries = askedQueries();

test('queries are found in panels, marks, variables, links, rules and runbooks', () => {
  for (const part of [
    'service-overview:',
    ': marks',
    ': variable',
    ' > ',
    'trace to',
    'slo.yaml:',
    'backend-silent.md',
  ]) {
    assert.ok(
      queries.some(({ where }) => where.includes(part)),
      `none with "${part}"`,
    );
  }
});

test('every query is well formed in its language', () => {
  for (const { where, language, query } of queries) {
    assert.deepEqual(mistakes(language, query), [], `${where}: ${query}`);
  }
});

test('a matcher is added to each series of a query', () => {
  assert.equal(
    withMatcher('sum(rate(a[5m])) / (b{} > 0) or c{x="y"}[1m]', 'e="f"'),
    'sum(rate(a{e="f"}[5m])) / (b{e="f"} > 0) or c{x="y", e="f"}[1m]',
  );
});

test('no panel counts with increase(), which misses the first event; promql.ts has what does', () => {
  const panels = queries.filter(({ where }) => !/\.yaml: |\.md$|: marks /.test(where));
  for (const { where, query } of panels) assert.doesNotMatch(query, /\bincrease\(/, where);
});

test('what is unwrapped from log lines is grouped: else each line would be a series', () => {
  const unwrapped = queries.filter(({ query }) => /\bunwrap\b/.test(query));
  assert.ok(unwrapped.length > 0);
  for (const { where, query } of unwrapped)
    assert.match(query, /unwrap [^[]+\[[^\]]+\]\) by \(/, where);
});

test('every metric is in registry/, recorded by a rule, or a known one of a store', () => {
  for (const { where, query } of queries.filter(({ language }) => language === 'promql')) {
    for (const metric of metricsOf(query)) {
      assert.ok(isKnownMetric(metric), `${where} asks for ${metric}`);
    }
  }
});

test('every label is one that a metric of its query carries', () => {
  for (const { where, query } of queries.filter(({ language }) => language === 'promql')) {
    for (const label of labelsOf(query)) {
      assert.ok(isKnownLabel(label, metricsOf(query)), `${where} uses ${label}`);
    }
  }
});
