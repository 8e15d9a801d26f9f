import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { emptyReport } from '../testing/empty-report.ts';
import { pageOf } from './page.ts';
import type { Report } from './report.ts';
import { summaryOf } from './summary.ts';

const style = readFileSync(`${import.meta.dirname}/style.css`, 'utf8');
const page = (changes: Partial<Report> = {}): string =>
  pageOf({ ...emptyReport, ...changes }, style);
const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

test('where nothing could be asked, page and summary say so, part by part', () => {
  for (const part of [
    'The objectives could not be asked',
    'No samples in this time',
    'Tempo could not be asked',
    'Not asked: scripts/verify.sh',
    'The lab did not answer',
    'The container engine could not be asked',
  ]) {
    assert.ok(page().includes(part), part);
  }
  assert.match(summaryOf(emptyReport), /cannot be told[\s\S]*the engine could not be asked/);
});

/** A report in which every text is an injection attempt. */
function hostileReport(evil: string): Report {
  const verdict = evil as 'met';
  return {
    ...emptyReport,
    project: evil,
    commit: evil,
    window: evil,
    grafana_url: 'http://x/"><script>',
    slowest: [{ id: evil, name: evil, ms: 1, at: 1_700_000_000 }],
    completeness: {
      run: evil,
      requests: 1,
      since: 1,
      until: 2,
      signals: [
        { signal: evil, unit: evil, expected: 1, found: 0, missing: 1, more: 0, examples: [evil] },
      ],
      drops: [{ part: evil, counter: evil, by: 1 }],
      whole: false,
      explained: true,
    },
    objectives: {
      window: evil,
      seconds: 1,
      at: 1,
      verdict,
      objectives: [
        {
          ...{ id: evil, service: evil, slo: evil, title: evil, objective: 0.9, optional: false },
          ...{ events: 1, bad: 0, measured: 1, budget_used: 0, verdict, reason: evil },
        },
      ],
    },
    containers: [
      {
        ...{ service: evil, state: evil, restarts: 0, out_of_memory: false, image: evil },
        ...{ origin: evil, cpu_percent: 1, memory: 1, limit: 1 },
      },
    ],
    ranges: [{ name: 'rate', unit: 'requests/s', points: [[1_700_000_100, 1]] }],
  };
}

test('text of others can be neither markup nor an attribute nor a cell of its own', () => {
  const report = hostileReport('<script>alert(1)</script>"onload=x|a\nb');
  assert.doesNotMatch(pageOf(report, style), /<script|"onload/);
  const summary = summaryOf(report);
  assert.doesNotMatch(summary, /(?<!\\)<script/);
  assert.doesNotMatch(summary, /\nb|[^\\]\|a/);
});

test('the page needs nothing from elsewhere', () => {
  const id = '0af7651916cd43dd8448eb211c80319c';
  const text = page({ slowest: [{ id, name: 'GET /api/tasks', ms: 12, at: 1_700_000_000 }] });
  assert.doesNotMatch(text, /src=|@import|url\(|<link/);
  const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, link]) => link);
  assert.equal(links.length, 1);
  assert.match(links[0] ?? '', /^http:\/\/localhost:3000\/explore\?/);
  assert.match(decodeURIComponent(links[0] ?? ''), new RegExp(`"query":"${id}"`));
});

test('a chart has its unit, its times and the objective, and no line through a time without samples', () => {
  const points: [number, number][] = [
    [1_700_000_015, 0.1],
    [1_700_000_030, 0.2],
    [1_700_000_400, 0.3],
  ];
  const text = page({
    ranges: ['p50', 'p95', 'p99'].map((name) => ({ name, unit: 's', points })),
  });
  for (const part of ['objective 500 ms', '>22:13:20<', '>22:23:20<', '>200 ms<']) {
    assert.ok(text.includes(part), part);
  }
  const [, line = ''] = /class="line series-0" d="([^"]*)"/.exec(text) ?? [];
  assert.equal(count(line, /M/g), 2);
});

test('a share of no failures at all has a scale, and one point is seen', () => {
  const text = page({
    ranges: [
      { name: 'errors', unit: 'share', points: [[1_700_000_015, 0]] },
      { name: 'rate', unit: 'requests/s', points: [[1_700_000_015, 2]] },
    ],
  });
  assert.doesNotMatch(text, /NaN|Infinity/);
  assert.equal(count(text, /<circle/g), 2);
});
