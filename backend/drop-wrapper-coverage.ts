// Preloaded into the tests by npm run coverage. Tests start the backend as processes of their own,
// whose coverage counts too; but there import-in-the-middle puts a generated module before each of
// ours, with the same path and `?iitm=true`. Node takes both for one file and would count lines of
// the one as lines of the other. So what is said of generated modules is taken out.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.NODE_V8_COVERAGE;

interface Coverage {
  result: { url: string }[];
}

/** undefined while another process still writes it; that one's test will come here as well. */
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
    // Renamed, so that nobody reads half of it.
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
