// Lessons in the running lab. Run by scripts/lesson.sh, whose header describes the commands.
import { print, runCommand, say, step, WrongCall } from '../evidence/command/command.ts';
import { LESSONS } from './all.ts';
import { check, judge } from './engine/check.ts';
import * as commands from './engine/commands.ts';
import type { Answer, Lesson } from './engine/lesson.ts';
import { leadTo } from './engine/next-page.ts';
import { changeProgress, entryOf, note } from './engine/progress.ts';
import { apply, putBack } from './engine/running.ts';
import { numberOf, titleOf } from './engine/texts.ts';

/** The first lesson that is neither passed nor skipped. */
const nextLesson = (): Lesson | undefined =>
  LESSONS.find((lesson) => !['passed', 'skipped'].includes(entryOf(lesson)?.state ?? ''));

function list(): number {
  for (const lesson of LESSONS) {
    const { state = '', solved } = entryOf(lesson) ?? {};
    const remark = solved ? `${state}, solution shown` : state;
    print(
      `${String(numberOf(lesson)).padStart(3)}  ${titleOf(lesson).padEnd(52)} ${remark}`.trimEnd(),
    );
  }
  const next = nextLesson();
  print('');
  say(
    next
      ? `npm run lesson -- ${numberOf(next)}    starts the next one`
      : 'npm run lesson -- review    checks all of them again',
  );
  return 0;
}

/**
 * Runs the learner's files of all passed lessons again, and reopens those that no longer hold. What was
 * answered with evidence, such as a trace id, is as old as it is, and not asked for again.
 */
async function review(): Promise<number> {
  let status = 0;
  const passed = LESSONS.filter((one) => entryOf(one)?.state === 'passed');
  const asking = passed.filter(({ asks }) => asks).map(numberOf);
  if (asking.length > 0)
    say(`left out, since they ask for evidence of yours: ${asking.join(', ')}`);
  for (const lesson of passed.filter(({ asks }) => !asks)) {
    step(`Lesson ${numberOf(lesson)}: ${titleOf(lesson)}`);
    const verdict = await judge(lesson, LESSONS, {});
    if (verdict !== 0) note(lesson, { state: 'begun' });
    status = Math.max(status, verdict);
  }
  await putBack(LESSONS);
  return status;
}

/** Puts the lab back and forgets everything. */
async function resetAll(): Promise<number> {
  for (const lesson of LESSONS) await commands.reset(lesson, LESSONS);
  changeProgress((progress) => {
    progress.lessons = {};
  });
  return 0;
}

/** Reads name=value arguments. @throws {WrongCall} for anything else. */
function answerOf(args: string[]): Answer {
  return Object.fromEntries(
    args.map((argument) => {
      const [, name, value] = /^([a-z-]+)=(.+)$/s.exec(argument) ?? [];
      if (!name || !value) throw new WrongCall(`not an answer such as trace=…: ${argument}`);
      return [name, value];
    }),
  );
}

function skip(lesson: Lesson): number {
  note(lesson, { state: 'skipped' });
  return list();
}

/** Runs one command of one lesson. */
async function runOne(lesson: Lesson, command: string, rest: string[]): Promise<number> {
  const answer = command === 'check' ? answerOf(rest) : {};
  if (command !== 'check' && rest[0]) throw new WrongCall(`unknown argument: ${rest[0]}`);
  switch (command) {
    case 'start':
      return commands.start(lesson, LESSONS);
    case 'apply':
      return apply(lesson, LESSONS).then(() => 0);
    case 'hint':
      return commands.hint(lesson);
    case 'check':
      return check(lesson, LESSONS, answer);
    case 'solve':
      return commands.solve(lesson, LESSONS);
    case 'explain':
      return commands.explain(lesson);
    case 'skip':
      return skip(lesson);
    case 'reset':
      return commands.reset(lesson, LESSONS);
    default:
      throw new WrongCall(`unknown command: ${command}`);
  }
}

async function run([first, command = 'start', ...rest]: string[]): Promise<number> {
  if (first === undefined) return list();
  if (first === 'review') return review();
  if (first === 'reset') return resetAll();
  const lesson = LESSONS.find((one) => String(numberOf(one)) === first.replace(/^0/, ''));
  if (!lesson) throw new WrongCall(`there is no lesson ${first}; npm run lesson lists them`);
  return runOne(lesson, command, rest);
}

await runCommand('lesson', async (args) => {
  const status = await run(args);
  leadTo(nextLesson());
  return status;
});
