import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

test('what is loaded before a lab is prepared does not read the addresses of another', () => {
  const files = ['own-lab/own-lab.ts', 'command/command.ts', 'faults/faults.ts', 'load/client.ts'];
  const program = `for (const file of ${JSON.stringify(files)}) await import('${import.meta.dirname}/../' + file);
    process.stdout.write(String(process.env.TEMPO_PORT));`;
  // What stores/lab.ts loads from .env when it is imported.
  const { TEMPO_PORT: _, ...env } = process.env;
  const args = ['--input-type=module', '--eval', program];
  assert.equal(execFileSync(process.execPath, args, { env, encoding: 'utf8' }), 'undefined');
});
