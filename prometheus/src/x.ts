import { chmodSync, mkdtempSync } from 'node:fs';
import { testRules } from './promtool.ts';
import { handWrittenSuites, writeSuite } from './rule-tests/suites.ts';

const d = mkdtempSync('/tmp/slo-x-');
chmodSync(d, 0o755);
for (const s of handWrittenSuites()) writeSuite(d + '/' + s.name, s);
const t = Date.now();
for (const o of testRules(d, 2))
  process.stdout.write(`${o.folder} ${o.passed}\n${o.output.slice(0, 5000)}\n`);
process.stdout.write(`${Date.now() - t}\n`);
