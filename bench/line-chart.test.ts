import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apart, lineChart } from './line-chart.ts';

test('titles that would cover each other are moved down, in their order', () => {
  assert.deepEqual(apart([50, 10, 12, 52]), [50, 10, 24, 64]);
});

test('a chart of nothing but zeros has no NaN in it', () => {
  const chart = lineChart(0, 'Nothing', 's', [{ title: 'a', points: [[0, 0]] }]);
  assert.doesNotMatch(chart, /NaN|Infinity/);
});
