// Preloaded into the tests by npm run coverage. Some tests start the backend as a separate process,
// whose coverage counts too. There import-in-the-middle puts a generated module before each of ours,
// with the same path and `?iitm=true`. Node takes both for one file and would mix up their lines, so
// the coverage of generated modules is removed.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.NODE_V8_COVERAGE;

interface Coverage {
  result: { url: string }[];
}

/** undefined while another process is still writing the file; its own test will then handle it. */
function read(path: string): Coverage | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function dropWrappers(path: string): void {
  const coverage = read(path);
  const own = coverage?.result.filter(({ url }) => !url.endsWith('?iitm=true'));
  if (coverage && own && own.length < coverage.result.length) {
    // Renamed, so that no other process reads half of it.
    const whole = `${path}.${process.pid}`;
    writeFileSync(whole, JSON.stringify({ ...coverage, result: own }));
    renameSync(whole, path);
  }
}

if (folder) {
  process.on('exit', () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      dropWrappers(join(folder, file));
    }
  });
}
