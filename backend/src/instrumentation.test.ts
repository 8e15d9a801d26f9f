// That OTEL_SDK_DISABLED=true leaves the app alone: what is patched costs a request even when
// nobody is told of it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';

// The mark that the instrumentations put on what they wrap.
const PRINT_WRAPPED = `
  import { Server } from 'node:http';
  import express from 'express';
  const wrapped = { http: Server.prototype.emit, express: express.Router.prototype.use };
  const names = Object.keys(wrapped).filter((name) => '__wrapped' in wrapped[name]);
  process.stdout.write(names.join(), () => process.exit());`;

/** What is wrapped in a process that is started as the backend is. */
const wrappedWhenDisabledIs = (value: string): string =>
  execFileSync(
    process.execPath,
    ['--import', './src/instrumentation.ts', '--input-type=module', '--eval', PRINT_WRAPPED],
    {
      cwd: new URL('..', import.meta.url),
      env: { ...process.env, OTEL_SDK_DISABLED: value },
      encoding: 'utf8',
    },
  );

test('OTEL_SDK_DISABLED=true, in any case of letters, leaves http and express as they are', () => {
  assert.equal(wrappedWhenDisabledIs('true'), '');
  assert.equal(wrappedWhenDisabledIs(' TRUE '), '');
});

test('any other value, and http and express are instrumented', () => {
  assert.equal(wrappedWhenDisabledIs('false'), 'http,express');
  assert.equal(wrappedWhenDisabledIs(''), 'http,express');
});
