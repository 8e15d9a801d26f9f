// The commands of `npm run lesson`; each returns the exit status.

import { needAnswer } from '../../evidence/checks/need-answer.ts';
import { print, say, step, WrongCall } from '../../evidence/command/command.ts';
import { lab } from '../../stores/lab.ts';
import { runWithLesson, runWithout } from './containers.ts';
import { add, edit, folderOf, makeCopies, removeCopies, stateOf } from './copies.ts';
import { type Verdict, verdictOf } from './judge.ts';
import type { Answer, Finding, Lesson } from './lesson.ts';
import { changeProgress, entryOf, note, readProgress } from './progress.ts';
import { explanation, hintsOf, story } from './texts.ts';

const command = (lesson: Lesson, word: string): string =>
  `npm run lesson -- ${Number(lesson.folder.slice(0, 2))} ${word}`;

async function needLab({ needs }: Lesson): Promise<void> {
  await needAnswer(`${lab.frontend}/healthz`, `the lab does not answer at ${lab.frontend}`);
  await needs?.();
}

/** Puts the lab back as it was before the lesson that it runs; the learner's files stay. */
export async function putBack(lessons: Lesson[]): Promise<void> {
  const running = lessons.find(({ folder }) => folder === readProgress().running);
  if (running) {
    step(`Putting back what lesson ${Number(running.folder.slice(0, 2))} changed`);
    await runWithout(running);
  }
  changeProgress((progress) => {
    delete progress.running;
    delete progress.applied;
  });
}

/** Runs the learner's files as they are now. */
export async function apply(lesson: Lesson, lessons: Lesson[]): Promise<void> {
  await needLab(lesson);
  if (readProgress().running !== lesson.folder) await putBack(lessons);
  await makeCopies(lesson);
  const applied = stateOf(lesson);
  if (lesson.services.length > 0) step(`Starting ${lesson.services.join(', ')} with your files`);
  await runWithLesson(lesson);
  changeProgress((progress) => {
    progress.running = lesson.folder;
    progress.applied = applied;
  });
}

/** Tells the story and puts the fault into the lab; a lesson that was begun goes on with its files. */
export async function start(lesson: Lesson, lessons: Lesson[]): Promise<number> {
  await apply(lesson, lessons);
  note(lesson, {});
  await lesson.begin?.();
  print(`\n${story(lesson)}\n`);
  if (lesson.services.length > 0) say(`your files   ${folderOf(lesson)}`);
  say(`a hint       ${command(lesson, 'hint')}`);
  say(
    `are you done ${command(lesson, `check${Object.keys(lesson.asks ?? {}).map((name) => ` ${name}=…`)}`)}`,
  );
  return 0;
}

/** Shows one more hint each time. */
export function hint(lesson: Lesson): number {
  const hints = hintsOf(lesson);
  const shown = Math.min((entryOf(lesson)?.hints ?? 0) + 1, hints.length);
  note(lesson, { hints: shown });
  step(`Hint ${shown} of ${hints.length}`);
  print(hints[shown - 1] ?? '');
  return 0;
}

const WORDS = { holds: 'yes', 'does not hold': 'NO', unclear: '?' } as const;
const VERDICTS = [
  'Passed.',
  'Not yet.',
  'Cannot tell: what is needed to judge is not there (marked "?").',
] as const;

function report(findings: Finding[]): Verdict {
  for (const { what, outcome, seen } of findings) {
    print(`${WORDS[outcome].padStart(4)}  ${what}: ${seen}`);
  }
  const verdict = verdictOf(findings);
  step(VERDICTS[verdict]);
  return verdict;
}

/** @throws {WrongCall} when something that the lesson asks for is missing, or it does not ask for it. */
function needAnswers({ asks = {} }: Lesson, answer: Answer): void {
  for (const name of Object.keys(answer)) {
    if (!(name in asks)) throw new WrongCall(`this lesson does not ask for: ${name}`);
  }
  for (const [name, meaning] of Object.entries(asks)) {
    if (!answer[name]) throw new WrongCall(`check needs ${name}=…: ${meaning}`);
  }
}

/** Runs what the learner has changed, makes traffic, and judges. */
export async function check(lesson: Lesson, lessons: Lesson[], answer: Answer): Promise<Verdict> {
  needAnswers(lesson, answer);
  await needLab(lesson);
  const { running, applied } = readProgress();
  if (running !== lesson.folder || applied !== stateOf(lesson)) await apply(lesson, lessons);
  step('Making traffic, and asking the stores');
  const verdict = report(await lesson.check(answer));
  if (verdict === 0) {
    note(lesson, { state: 'passed' });
    print(`\n${explanation(lesson)}\n`);
    say(`put the lab back  ${command(lesson, 'reset')}`);
  }
  return verdict;
}

/** Shows the first right way, and makes it in the learner's files. */
export async function solve(lesson: Lesson, lessons: Lesson[]): Promise<number> {
  const [{ title, edits = {}, adds = {}, act, answer }] = lesson.right;
  removeCopies(lesson);
  await makeCopies(lesson);
  step(title);
  for (const [file, replacements] of Object.entries(edits)) {
    edit(lesson, file, replacements);
    print(`    ${folderOf(lesson)}/${file}`);
    for (const [text, by] of replacements) {
      for (const line of text.split('\n')) print(`    - ${line}`);
      for (const line of by.split('\n')) print(`    + ${line}`);
    }
  }
  for (const [file, text] of Object.entries(adds)) {
    add(lesson, file, text);
    print(`    ${folderOf(lesson)}/${file}, a new file`);
    for (const line of text.trimEnd().split('\n')) print(`    + ${line}`);
  }
  await apply(lesson, lessons);
  await act?.();
  for (const [name, value] of Object.entries((await answer?.()) ?? {})) say(`${name}=${value}`);
  note(lesson, { solved: true });
  say(`see that it holds: ${command(lesson, 'check')}`);
  return 0;
}

/** After passing, or after the solution was shown; else it would give the cause away. */
export function explain(lesson: Lesson): number {
  const entry = entryOf(lesson);
  if (entry?.state !== 'passed' && !entry?.solved) {
    throw new WrongCall(`pass the lesson first, or see its solution: ${command(lesson, 'solve')}`);
  }
  print(explanation(lesson));
  return 0;
}

/** Puts the lab back, and forgets the learner's files and progress. */
export async function reset(lesson: Lesson, lessons: Lesson[]): Promise<number> {
  if (readProgress().running === lesson.folder) await putBack(lessons);
  await lesson.end?.();
  removeCopies(lesson);
  changeProgress((progress) => {
    delete progress.lessons[lesson.folder];
  });
  step(`Lesson ${Number(lesson.folder.slice(0, 2))} is as if it was never begun.`);
  return 0;
}
