import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

// The page needs older versions of some packages. Where npm puts those into the root, each of the SDK's ten
// exporters gets a copy of its own of what they share: 500 modules more, a second more to start, 20 MB more.
// Mend it by deleting these packages' entries from package-lock.json, and `npm install`.
test('the exporters share one copy of what they are made of', () => {
  const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const { packages } = JSON.parse(text) as { packages: Record<string, object> };
  for (const name of ['otlp-exporter-base', 'otlp-transformer', 'sdk-trace', 'sdk-logs']) {
    const copies = Object.keys(packages).filter(
      (path) =>
        path.endsWith(`node_modules/@opentelemetry/${name}`) && !/^frontend|-web|-load/.test(path),
    );
    assert.deepEqual(copies, [`node_modules/@opentelemetry/${name}`]);
  }
});
