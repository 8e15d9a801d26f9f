// Does a test notice when a rule is wrong? Changes one thing at a time and runs promtool.
//   npm run mutate:rules              a spread of 150 changes, some minutes
//   npm run mutate:rules -- --all     every change; more than an hour on two cores
//   npm run mutate:rules -- NAME      every change in one suite, such as pipeline
//   npm run mutate:rules -- NAME TEXT of those the ones whose description holds the text
// Prints what survived, and the score. Exit status 1 when it is below 95 %.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantsOf } from './mutants.ts';
import { promtoolMissing, testRules } from './promtool.ts';
import { allSuites, burnSuites, writeSuite } from './rule-tests/suites.ts';

const WANTED = 0.95;
const SPREAD = 150;
const BATCH = 10;
const PARALLEL = 2;

const say = (line: string) => process.stdout.write(`${line}\n`);
const [argument, text = ''] = process.argv.slice(2);
const missing = promtoolMissing();
if (missing !== false) {
  say(`skipped: ${missing}`);
  process.exit(0);
}

/** Of the objectives' rules all but one set is made alike: of those only the queries are their own. */
const isOwn = (what: string): boolean =>
  !subjects.has(what.split(',')[0] ?? '') || what.includes(', slo:sli_error:ratio_rate');
const subjects = new Set(
  burnSuites()
    .map(({ name }) => name)
    .filter((name) => name !== 'backend-availability'),
);
const suites = allSuites();
const chosen = suites.filter(({ name }) => name === argument);
if (argument !== undefined && argument !== '--all' && chosen.length === 0) {
  say(`no suite ${argument}; there are: ${suites.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const every = (chosen.length > 0 ? chosen : suites)
  .flatMap(mutantsOf)
  .filter(({ what }) => isOwn(what) && what.includes(text));
// Evenly over all rules, and the same ones each time.
const stride = argument === undefined ? Math.max(1, every.length / SPREAD) : 1;
const mutants = Array.from(
  { length: Math.floor(every.length / stride) },
  (_, index) => every[Math.floor(index * stride)],
).filter((mutant) => mutant !== undefined);
say(`${mutants.length} of ${every.length} changes`);

const survivors: string[] = [];
for (let begin = 0; begin < mutants.length; begin += BATCH) {
  const folder = mkdtempSync(join(tmpdir(), 'lab-mutants-'));
  chmodSync(folder, 0o755);
  const batch = mutants.slice(begin, begin + BATCH);
  for (const [index, { suite }] of batch.entries()) {
    writeSuite(join(folder, String(index)), suite);
  }
  const lived = testRules(folder, PARALLEL).filter(({ passed }) => passed);
  survivors.push(...lived.map((outcome) => batch[Number(outcome.folder)]?.what ?? ''));
  rmSync(folder, { recursive: true });
  for (const { folder: index } of lived) say(`survived: ${batch[Number(index)]?.what}`);
  say(`${begin + batch.length} done, ${survivors.length} survived`);
}
const score = 1 - survivors.length / mutants.length;
say(
  `==> ${(score * 100).toFixed(1)} % of the changes were noticed; ${WANTED * 100} % are asked for`,
);
process.exit(score >= WANTED ? 0 : 1);
