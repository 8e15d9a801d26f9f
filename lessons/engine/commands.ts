// The commands of `npm run lesson`, but for check; each returns the exit status.
import { print, say, step, WrongCall } from '../../evidence/command/command.ts';
import { folderOf, makeCopies, makeEdits, removeCopies } from './copies.ts';
import type { Edits, Lesson } from './lesson.ts';
import { changeProgress, entryOf, note, readProgress } from './progress.ts';
import { apply, putBack } from './running.ts';
import { command, explanation, hintsOf, numberOf, story } from './texts.ts';

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

/** A change as its lines, with - for what goes and + for what comes. */
function linesOf(change: Edits[string]): string[] {
  const marked = (text: string, mark: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => `${mark} ${line}`);
  if (typeof change === 'string') return marked(change, '+');
  return change.flatMap(([text, by]) => [...marked(text, '-'), ...marked(by, '+')]);
}

/** Shows the first right way, and makes it in the learner's files. */
export async function solve(lesson: Lesson, lessons: Lesson[]): Promise<number> {
  const [attempt] = lesson.right;
  const { title, act, answer } = attempt;
  removeCopies(lesson);
  await makeCopies(lesson);
  step(title);
  for (const [file, change] of Object.entries(await makeEdits(lesson, attempt))) {
    say(`${folderOf(lesson)}/${file}`);
    for (const line of linesOf(change)) say(line);
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
  step(`Lesson ${numberOf(lesson)} is as if it was never begun.`);
  return 0;
}
