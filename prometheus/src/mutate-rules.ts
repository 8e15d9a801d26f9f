// Mutation test of the rules: changes one thing at a time and checks that promtool's tests fail.
//   npm run mutate:rules              every change of every rule; some minutes on two cores
//   npm run mutate:rules -- NAME      of the suites whose names begin with NAME, such as pipeline
//   npm run mutate:rules -- NAME TEXT those of them whose description contains TEXT
// Exit status: 0 every suite notices at least 95 %, 1 one does not; 2 no result: promtool is missing,
// there is no such suite or change, or a suite fails without a change.
import { mutantsOf, type SuiteMutant } from './mutants.ts';
import { promtoolMissing, testSuites } from './promtool.ts';
import { allSuites, type Suite } from './rule-tests/suites.ts';

const WANTED = 0.95;
/** Changes per container; each has a folder of tests, so this limits the disk space. */
const BATCH = 250;
/** The name of the unchanged suite; the changed ones are numbered. */
const RIGHT = 'right';

const say = (line: string) => process.stdout.write(`${line}\n`);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

/** The changes that no test notices. @throws {Error} when the unchanged suite fails. */
function survivorsOf(suite: Suite, mutants: SuiteMutant[]): SuiteMutant[] {
  const outcomes = testSuites([
    { ...suite, name: RIGHT },
    ...mutants.map((mutant, index) => ({ ...mutant.suite, name: String(index) })),
  ]);
  const right = outcomes.find(({ name }) => name === RIGHT);
  if (right?.passed !== true) throw new Error(`${suite.name} fails as it is:\n${right?.output}`);
  const passed = new Set(outcomes.filter((one) => one.passed).map(({ name }) => name));
  return mutants.filter((_, index) => passed.has(String(index)));
}

/** Tries changes of one suite, and prints what survived and the score. */
function mutate(suite: Suite, mutants: SuiteMutant[]) {
  const began = performance.now();
  let noticed = mutants.length;
  for (let begin = 0; begin < mutants.length; begin += BATCH) {
    for (const { what } of survivorsOf(suite, mutants.slice(begin, begin + BATCH))) {
      say(`survived: ${what}`);
      noticed -= 1;
    }
  }
  const changes = mutants.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const count = `${noticed} of ${changes} noticed`;
  say(
    `${suite.name.padEnd(46)} ${count.padEnd(22)} ${percent(noticed / changes).padStart(7)} ${seconds.padStart(7)} s`,
  );
  return { changes, noticed };
}

/** The suites that begin with `name`, with changes that contain `text`. @throws {Error} without any. */
function chosen(name: string, text: string): { suite: Suite; mutants: SuiteMutant[] }[] {
  const suites = allSuites().filter(({ together }) => together !== true);
  const work = suites
    .filter((suite) => suite.name.startsWith(name))
    .map((suite) => ({
      suite,
      mutants: mutantsOf(suite).filter(({ what }) => what.includes(text)),
    }))
    .filter(({ mutants }) => mutants.length > 0);
  if (work.length === 0) {
    const names = suites.map((suite) => suite.name).join(', ');
    throw new Error(`no change "${text}" of a suite "${name}"; the suites are: ${names}`);
  }
  return work;
}

/** Runs the selected changes and prints the total; true when each suite notices enough. */
function mutateAll(name: string, text: string): boolean {
  const missing = promtoolMissing();
  if (missing !== false) throw new Error(missing);
  const results = chosen(name, text).map(({ suite, mutants }) => mutate(suite, mutants));
  const changes = results.reduce((sum, result) => sum + result.changes, 0);
  const noticed = results.reduce((sum, result) => sum + result.noticed, 0);
  say(
    `==> ${percent(noticed / changes)} of ${changes} changes were noticed, in ${Math.round(performance.now() / 1000)} s; ${WANTED * 100} % of each suite is asked for`,
  );
  return results.every((one) => one.noticed >= one.changes * WANTED);
}

try {
  const [name = '', text = ''] = process.argv.slice(2);
  process.exitCode = mutateAll(name, text) ? 0 : 1;
} catch (error) {
  process.stderr.write(`mutate:rules: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
