// Builds the page as `npm run build` does and checks the result.
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { DESCRIPTION_MAX, TITLE_MAX } from '../../backend/src/task-limits.ts';

const root = join(import.meta.dirname, '..');
let chunks: Rolldown.OutputChunk[];
let html: string;

before(async () => {
  const built = await build({ root, logLevel: 'silent', build: { write: false } });
  const { output } = built as Rolldown.RolldownOutput;
  chunks = output.filter((file) => file.type === 'chunk');
  const assets = output.filter((file) => file.type === 'asset');
  html = String(assets.find((file) => file.fileName === 'index.html')?.source);
});

test('there is one copy of each OpenTelemetry package, and one version', async () => {
  const versions = new Map<string, string[]>();
  for (const folder of openTelemetryFolders()) {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  assert.deepEqual(versions.get('@opentelemetry/api'), ['1.9.1']);
  for (const [name, found] of versions) {
    assert.equal(found.length, 1, `${name}: ${found}`);
  }
});

test('the first paint does not wait for OpenTelemetry', () => {
  const entry = chunkOf('main.ts');
  assert.deepEqual(
    entry.moduleIds.filter((id) => id.includes('@opentelemetry')),
    [],
  );
  assert.deepEqual(entry.imports, []);
  assert.equal(entry.dynamicImports.length, 1);
  assert.ok(!html.includes('modulepreload'), 'nor does the page preload it');
});

test('the chunks stay within their budgets', (t) => {
  for (const [source, limit] of [
    ['main.ts', 15],
    ['telemetry/telemetry.ts', 30],
  ] as const) {
    const { fileName, code } = chunkOf(source);
    // As nginx.conf compresses it.
    const size = gzipSync(code, { level: 6 }).length / 1024;
    t.diagnostic(`${fileName}: ${size.toFixed(2)} of ${limit} KiB with gzip`);
    assert.ok(size <= limit, `${fileName}: ${size} KiB with gzip, allowed are ${limit}`);
  }
});

test('telemetry is one chunk: nothing of it hides in another', () => {
  const others = chunks.filter((chunk) => chunk !== chunkOf('telemetry/telemetry.ts'));
  assert.deepEqual(others, [chunkOf('main.ts')]);
});

test("the batch processor is the browser's: it flushes when the page is hidden", () => {
  assert.match(chunkOf('telemetry/telemetry.ts').code, /visibilitychange/);
});

test('nginx finds the place where it puts the address of Grafana', async () => {
  const nginx = await readFile(join(root, 'nginx.conf'), 'utf8');
  const place = nginx.match(/sub_filter '([^']+)'/)?.[1];
  assert.ok(place && html.includes(place), `index.html holds ${place}`);
});

test('the fields take as many characters as the API does', () => {
  const lengths = [...html.matchAll(/maxlength="(.*?)"/g)].map(([, length]) => length);
  // The new task, the search (which is in titles) and the editor.
  const [title, description] = [String(TITLE_MAX), String(DESCRIPTION_MAX)];
  assert.deepEqual(lengths, [title, description, title, title, description]);
});

test('only two files bring in the SDK, and each request begins in the span of an action', async () => {
  // Types leave nothing in the bundle; api, api-logs and core are what libraries may use.
  const sdk = /import (?!type)[^;]*from '@opentelemetry\/(?!api'|api-logs'|core')/;
  assert.deepEqual(await sourcesWith(sdk), [
    'telemetry/courier-exporter.ts',
    'telemetry/telemetry.ts',
  ]);
  // The exporters' own requests, in courier.ts, are not traced.
  assert.deepEqual(await sourcesWith(/(?<!-)\bfetch\b|XMLHttpRequest|sendBeacon/), [
    'api/task-api.ts',
    'telemetry/courier.ts',
  ]);
  const outsideASpan = /(?<!-|inSpan\(\(\) => globalThis\.)\bfetch\b/;
  assert.deepEqual(await sourcesWith(outsideASpan), ['telemetry/courier.ts']);
  assert.deepEqual(await sourcesWith(/innerHTML\s*=|insertAdjacentHTML\(/), []);
});

/** The folders in node_modules that the bundle has modules from. */
function openTelemetryFolders(): Set<string> {
  const modules = chunks.flatMap((chunk) => chunk.moduleIds);
  return new Set(modules.flatMap((id) => id.match(/.*\/@opentelemetry\/[^/]+/) ?? []));
}

function chunkOf(source: string): Rolldown.OutputChunk {
  const chunk = chunks.find((c) => c.moduleIds.includes(join(root, 'src', source)));
  assert.ok(chunk, `${source} is in the bundle`);
  return chunk;
}

async function sourcesWith(pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  for await (const name of glob('**/*.ts', { cwd: import.meta.dirname })) {
    if (name.endsWith('.test.ts')) continue;
    const code = await readFile(join(import.meta.dirname, name), 'utf8');
    const withoutComments = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    if (pattern.test(withoutComments)) found.push(name);
  }
  return found.sort();
}
