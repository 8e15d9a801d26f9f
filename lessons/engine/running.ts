// Which lesson the lab's containers run, and with which of the learner's files.
import { needAnswer } from '../../evidence/checks/need-answer.ts';
import { step } from '../../evidence/command/command.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { runsWithLesson, runWithLesson, runWithout } from './containers.ts';
import { makeCopies, stateOf } from './copies.ts';
import type { Lesson } from './lesson.ts';
import { changeProgress, readProgress } from './progress.ts';
import { numberOf } from './texts.ts';

/** @throws {CannotTell} when the lab does not run, or lacks what the lesson needs. */
export async function needLab({ needs }: Lesson): Promise<void> {
  await needAnswer(`${lab.frontend}/healthz`, `the lab does not answer at ${lab.frontend}`);
  await needs?.();
}

/** Puts the lab back as it was before the lesson that it runs; the learner's files stay. */
export async function putBack(lessons: Lesson[]): Promise<void> {
  const running = lessons.find(({ folder }) => folder === readProgress().running);
  if (running) {
    step(`Putting back what lesson ${numberOf(running)} changed`);
    await runWithout(running);
  }
  changeProgress((progress) => {
    delete progress.running;
    delete progress.applied;
  });
}

/**
 * nginx knows a name's address for five seconds, and answers 502 while the backend has another one. Goes
 * on after ten: if it is the fault of the lesson, the check tells.
 */
const reached = (): Promise<void> =>
  pollUntilTrue('the backend behind the page', 10, async () => {
    const { status } = await fetch(`${lab.frontend}/api/openapi.json`);
    return status !== 502;
  }).catch(() => {});

/** Runs the learner's files as they are now. */
export async function apply(lesson: Lesson, lessons: Lesson[]): Promise<void> {
  await needLab(lesson);
  if (readProgress().running !== lesson.folder) await putBack(lessons);
  await makeCopies(lesson);
  const applied = stateOf(lesson);
  if (lesson.services.length > 0) step(`Starting ${lesson.services.join(', ')} with your files`);
  await runWithLesson(lesson);
  await reached();
  changeProgress((progress) => {
    progress.running = lesson.folder;
    progress.applied = applied;
  });
}

/** Runs the learner's files, unless the containers run them as they are now. */
export async function applyChanges(lesson: Lesson, lessons: Lesson[]): Promise<void> {
  const { running, applied } = readProgress();
  const isCurrent = running === lesson.folder && applied === stateOf(lesson);
  if (!isCurrent || !(await runsWithLesson(lesson))) await apply(lesson, lessons);
}
