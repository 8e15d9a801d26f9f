import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplesOf } from './examples.ts';

test('commands and queries with their lines, and why one is not run', () => {
  const page = [
    '# Page',
    '```bash',
    'npm test',
    'npm start',
    '```',
    'Some output:',
    '```',
    'passed',
    '```',
    '<!-- not run: it takes an hour -->',
    '',
    '```promql',
    'up',
    '```',
    '```sh',
    'true',
    '```',
  ].join('\n');
  assert.deepEqual(examplesOf(page), [
    { language: 'bash', text: 'npm test\nnpm start', line: 2 },
    { language: 'promql', text: 'up', line: 12, notRun: 'it takes an hour' },
    { language: 'sh', text: 'true', line: 15 },
  ]);
});

test('a reason counts for the next block only, and must be next to it', () => {
  const page = '<!-- not run: slow -->\nWords.\n```sh\ntrue\n```\n';
  assert.equal(examplesOf(page)[0]?.notRun, undefined);
});
