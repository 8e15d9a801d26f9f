// bundle.test.ts: builds the page as `npm run build` does and looks at what is in it.
import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

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

// Pure functions; npm nests one copy in each instrumentation, where resolve.dedupe cannot reach.
const MAY_BE_TWICE = ['@opentelemetry/web-common'];

test('there is one copy of each OpenTelemetry package, and one version', async () => {
  const versions = new Map<string, string[]>();
  for (const folder of openTelemetryFolders()) {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    versions.set(name, [...(versions.get(name) ?? []), version]);
  }
  assert.deepEqual(versions.get('@opentelemetry/api'), ['1.9.1']);
  for (const [name, found] of versions) {
    const distinct = MAY_BE_TWICE.includes(name) ? [...new Set(found)] : found;
    assert.equal(distinct.length, 1, `${name}: ${found}`);
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

test('the chunks stay small', () => {
  assertSmaller(chunkOf('main.ts'), 4);
  assertSmaller(chunkOf('telemetry.ts'), 28);
});

test("the batch processor is the browser's: it flushes when the page is hidden", () => {
  assert.match(chunkOf('telemetry.ts').code, /visibilitychange/);
});

test('nginx finds the place where it puts the address of Grafana', async () => {
  const nginx = await readFile(join(root, 'nginx.conf'), 'utf8');
  const place = nginx.match(/sub_filter '([^']+)'/)?.[1];
  assert.ok(place && html.includes(place), `index.html holds ${place}`);
});

test('only telemetry.ts imports the SDK, only task-api.ts calls fetch', async () => {
  assert.deepEqual(await sourcesWith(/from '@opentelemetry\/(?!api')/), ['telemetry.ts']);
  assert.deepEqual(await sourcesWith(/(?<![\w.'"`])fetch\(/), ['task-api.ts']);
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

function assertSmaller(chunk: Rolldown.OutputChunk, kilobytes: number): void {
  const size = gzipSync(chunk.code).length;
  assert.ok(size < kilobytes * 1000, `${chunk.fileName}: ${size} bytes with gzip`);
}

async function sourcesWith(pattern: RegExp): Promise<string[]> {
  const found: string[] = [];
  for await (const name of glob('*.ts', { cwd: import.meta.dirname })) {
    if (name.endsWith('.test.ts')) continue;
    const code = await readFile(join(import.meta.dirname, name), 'utf8');
    const withoutComments = code.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    if (pattern.test(withoutComments)) found.push(name);
  }
  return found;
}
