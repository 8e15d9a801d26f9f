// Every name in the page's telemetry is documented in docs/signals.md.
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ACTION_NAMES } from './actions/trace-action.ts';

const root = join(import.meta.dirname, '../..');
const contract = await readFile(join(root, 'docs/signals.md'), 'utf8');
const isExplained = (name: string) => contract.includes(`\`${name}\``);

test('every action', () => {
  assert.deepEqual(
    ACTION_NAMES.filter((name) => !isExplained(name)),
    [],
  );
});

test('every attribute, event and log line', async () => {
  const names = new Set<string>();
  for await (const file of glob('**/*.ts', { cwd: import.meta.dirname })) {
    if (file.endsWith('.test.ts')) continue;
    const code = await readFile(join(import.meta.dirname, file), 'utf8');
    // Ours, and those of the conventions that we write ourselves.
    for (const [, name] of code.matchAll(
      /'((?:lab|browser|exception|session|error|url)\.[a-z_.]+)'/g,
    )) {
      names.add(name as string);
    }
    for (const [, name] of code.matchAll(/(?:record\(|body: )'([^']+)'/g))
      names.add(name as string);
  }
  assert.ok(names.size >= 8, `found only ${[...names]}`);
  assert.deepEqual(
    [...names].filter((name) => !isExplained(name)),
    [],
  );
});

test('every metric that the collector makes of it', async () => {
  const config = await readFile(join(root, 'otel-collector/stores.yaml'), 'utf8');
  const metrics = [...config.matchAll(/- name: (lab\.[a-z_.]+)/g)].map(
    ([, name]) => name as string,
  );
  assert.ok(metrics.length > 0);
  for (const name of metrics) {
    // Prometheus writes a dot as "_" and appends the unit.
    assert.match(contract, new RegExp(`\`${name.replaceAll('.', '_')}(_seconds|_total)?\``));
  }
});
