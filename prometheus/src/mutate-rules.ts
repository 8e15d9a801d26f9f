// Does a case notice when a rule is wrong? Changes one thing at a time and runs promtool.
//   npm run mutate:rules              every change of every rule; some minutes on two cores
//   npm run mutate:rules -- NAME      of the suites whose name begins so, such as pipeline
//   npm run mutate:rules -- NAME TEXT of those the ones whose description holds the text
// Prints per suite what survived and the score. Changes that mean the same are left out of the score,
// and counted with their reason. Exit status 1 when a suite is below 95 %, 2 when a suite fails as it is.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mutantsOf, type SuiteMutant } from './mutants.ts';
import { promtoolMissing, testRules } from './promtool.ts';
import { allSuites, type Suite, testFiles, writeSuite } from './rule-tests/suites.ts';

const WANTED = 0.95;
const PARALLEL = 2;
/** Changes per container: their cases are in a folder each, and together not too large for a disk. */
const BATCH = 250;
/** The folder of the suite as it is. */
const RIGHT = 'right';

const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** Which of the changes no case notices. Throws when the suite fails without any. */
function survivorsOf(suite: Suite, mutants: SuiteMutant[]): SuiteMutant[] {
  const tests = testFiles(suite);
  const folder = mkdtempSync(join(tmpdir(), 'lab-mutants-'));
  try {
    chmodSync(folder, 0o755);
    writeSuite(join(folder, RIGHT), suite, tests);
    for (const [index, mutant] of mutants.entries()) {
      writeSuite(join(folder, String(index)), mutant.suite, tests);
    }
    const outcomes = testRules(folder, PARALLEL);
    const right = outcomes.find((outcome) => outcome.folder === RIGHT);
    if (right?.passed !== true) {
      throw new Error(`${suite.name} fails as it is:\n${right?.output}`);
    }
    return outcomes
      .filter(({ folder, passed }) => passed && folder !== RIGHT)
      .map((outcome) => mutants[Number(outcome.folder)])
      .filter((mutant) => mutant !== undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Result = { changes: number; same: SuiteMutant[]; survivors: number };

/** Tries every change of one suite and tells about it. Throws when a case notices one that should mean the same. */
function mutate(suite: Suite, text: string): Result {
  const began = performance.now();
  const mutants = mutantsOf(suite).filter(({ what }) => what.includes(text));
  const lived = new Set<SuiteMutant>();
  for (let begin = 0; begin < mutants.length; begin += BATCH) {
    for (const mutant of survivorsOf(suite, mutants.slice(begin, begin + BATCH))) {
      lived.add(mutant);
    }
  }
  const same = mutants.filter((mutant) => mutant.same !== undefined);
  const wrong = same.find((mutant) => !lived.has(mutant));
  if (wrong !== undefined) {
    throw new Error(`noticed, so it does not mean the same: ${wrong.what}`);
  }
  const survivors = [...lived].filter((mutant) => mutant.same === undefined);
  for (const { what } of survivors) {
    say(`survived: ${what}`);
  }
  const changes = mutants.length - same.length;
  const noticed = changes - survivors.length;
  say(
    [
      suite.name.padEnd(46),
      `${noticed} of ${changes} noticed`.padEnd(22),
      percent(changes === 0 ? 1 : noticed / changes).padStart(7),
      `${same.length} mean the same`.padStart(19),
      `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(8),
    ].join(' '),
  );
  return { changes, same, survivors: survivors.length };
}

const [argument = '', text = ''] = process.argv.slice(2);
const missing = promtoolMissing();
if (missing !== false) {
  say(`skipped: ${missing}`);
  process.exit(0);
}
// What is asked of the groups together is asked of each alone too, with more care.
const suites = allSuites().filter(({ together }) => together !== true);
const chosen = suites.filter(({ name }) => name.startsWith(argument));
if (chosen.length === 0) {
  say(`no suite begins with ${argument}; there are: ${suites.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const began = performance.now();
let results: Result[] = [];
try {
  results = chosen.map((suite) => mutate(suite, text));
} catch (error) {
  say(String(error));
  process.exit(2);
}
const changes = results.reduce((sum, result) => sum + result.changes, 0);
const survivors = results.reduce((sum, result) => sum + result.survivors, 0);
const reasons = Map.groupBy(
  results.flatMap(({ same }) => same),
  ({ same }) => same,
);
for (const [reason, { length }] of reasons) {
  say(`left out: ${length} changes that mean the same; ${reason}`);
}
say(
  `==> ${percent(changes === 0 ? 1 : 1 - survivors / changes)} of ${changes} changes were noticed, in ${Math.round((performance.now() - began) / 1000)} s; ${WANTED * 100} % of each suite is asked for`,
);
process.exit(results.every((one) => one.survivors <= one.changes * (1 - WANTED)) ? 0 : 1);
