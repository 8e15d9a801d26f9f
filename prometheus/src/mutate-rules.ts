// Does a test notice when a rule is wrong? Changes one thing at a time and runs promtool.
//   npm run mutate:rules              every change of every rule; some minutes on two cores
//   npm run mutate:rules -- NAME      of the suites whose names begin with NAME, such as pipeline
//   npm run mutate:rules -- NAME TEXT those of them whose description contains TEXT
// Prints per suite what survived and the score. Changes that do not change the meaning are left out of
// the score, and counted with their reason.
// Exit status: 0 every suite notices at least 95 %, 1 one does not; 2 nothing can be said: promtool is
// missing, there is no such suite or change, or a suite fails without any change.
import { mutantsOf, type SuiteMutant } from './mutants.ts';
import { promtoolMissing, testSuites } from './promtool.ts';
import { allSuites, type Suite } from './rule-tests/suites.ts';

const WANTED = 0.95;
/** Changes per container: their tests are in a folder each, and together not too large for a disk. */
const BATCH = 250;
/** The name of the suite without a change; those with one are numbered. */
const RIGHT = 'right';

const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const share = (noticed: number, changes: number) => (changes === 0 ? 1 : noticed / changes);

/** The changes that no test notices. Throws when the suite fails without any. */
function survivorsOf(suite: Suite, mutants: SuiteMutant[]): SuiteMutant[] {
  const outcomes = testSuites([
    { ...suite, name: RIGHT },
    ...mutants.map((mutant, index) => ({ ...mutant.suite, name: String(index) })),
  ]);
  const right = outcomes.find(({ name }) => name === RIGHT);
  if (right?.passed !== true) {
    throw new Error(`${suite.name} fails as it is:\n${right?.output}`);
  }
  const passed = new Set(outcomes.filter((one) => one.passed).map(({ name }) => name));
  return mutants.filter((_, index) => passed.has(String(index)));
}

type Result = { changes: number; same: SuiteMutant[]; survivors: number };

/** Tries every change of one suite and prints the score. Throws when a test notices one that should not change the meaning. */
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
    throw new Error(`noticed, so it does change the meaning: ${wrong.what}`);
  }
  const survivors = [...lived].filter((mutant) => mutant.same === undefined);
  for (const { what } of survivors) {
    say(`survived: ${what}`);
  }
  const changes = mutants.length - same.length;
  const noticed = changes - survivors.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  say(
    `${suite.name.padEnd(46)} ${`${noticed} of ${changes} noticed`.padEnd(22)} ${percent(share(noticed, changes)).padStart(7)} ${String(same.length).padStart(4)} left out ${seconds.padStart(6)} s`,
  );
  return { changes, same, survivors: survivors.length };
}

/** The suites to change, each with its rules alone. Throws where there is nothing to do. */
function chosenSuites(name: string, text: string): Suite[] {
  const missing = promtoolMissing();
  if (missing !== false) {
    throw new Error(missing);
  }
  const suites = allSuites().filter(({ together }) => together !== true);
  const chosen = suites.filter((suite) => suite.name.startsWith(name));
  if (chosen.length === 0) {
    throw new Error(
      `no suite begins with ${name}; there are: ${suites.map((suite) => suite.name).join(', ')}`,
    );
  }
  if (!chosen.some((suite) => mutantsOf(suite).some(({ what }) => what.includes(text)))) {
    throw new Error(`no change of these suites contains ${text}`);
  }
  return chosen;
}

/** Prints the sum of all suites; true where each notices enough. */
function summarize(results: Result[], seconds: number): boolean {
  const changes = results.reduce((sum, result) => sum + result.changes, 0);
  const survivors = results.reduce((sum, result) => sum + result.survivors, 0);
  const leftOut = results.flatMap(({ same }) => same);
  for (const [reason, { length }] of Map.groupBy(leftOut, ({ same }) => same)) {
    say(`left out: ${length} changes that do not change the meaning; ${reason}`);
  }
  say(
    `==> ${percent(share(changes - survivors, changes))} of ${changes} changes were noticed, in ${Math.round(seconds)} s; ${WANTED * 100} % of each suite is asked for`,
  );
  return results.every((one) => one.survivors <= one.changes * (1 - WANTED));
}

try {
  const [name = '', text = ''] = process.argv.slice(2);
  const results = chosenSuites(name, text).map((suite) => mutate(suite, text));
  process.exitCode = summarize(results, performance.now() / 1000) ? 0 : 1;
} catch (error) {
  process.stderr.write(`mutate:rules: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
