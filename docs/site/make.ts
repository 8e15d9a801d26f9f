// Brings what the documentation is made from up to date: included lines, and diagrams (docs/**/*.dot to
// SVG). Run from the repository's root by `npm run docs`; with --check it writes nothing, and fails.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { included } from './include.ts';

const check = process.argv[2] === '--check';
const files = readdirSync('docs', { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith('site/'))
  .map((name) => `docs/${name}`);
const read = (file: string): string => readFileSync(file, 'utf8');

let stale = 0;
function keep(file: string, content: string): void {
  if (files.includes(file) && read(file) === content) return;
  stale += 1;
  process.stdout.write(`${check ? 'not current' : 'written'}: ${file}\n`);
  if (!check) writeFileSync(file, content);
}

for (const page of files.filter((name) => name.endsWith('.md'))) {
  keep(page, included(read(page), read));
}
const graphviz = await Graphviz.load();
for (const diagram of files.filter((name) => name.endsWith('.dot'))) {
  keep(diagram.replace('.dot', '.svg'), graphviz.dot(read(diagram)));
}
if (check && stale > 0) {
  process.stderr.write('the documentation is not current; run: npm run docs\n');
  process.exitCode = 1;
}
