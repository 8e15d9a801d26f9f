// The command `check`: runs the learner's files, makes traffic, judges, and tells. `review` is without
// the explanation.
import { print, say, step, WrongCall } from '../../evidence/command/command.ts';
import { type Verdict, verdictOf } from './judge.ts';
import type { Answer, Finding, Lesson } from './lesson.ts';
import { note } from './progress.ts';
import { applyChanges, needLab } from './running.ts';
import { command, explanation } from './texts.ts';

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

/** Runs what the learner has changed, makes traffic, judges, and remembers a pass. */
export async function judge(lesson: Lesson, lessons: Lesson[], answer: Answer): Promise<Verdict> {
  needAnswers(lesson, answer);
  await needLab(lesson);
  await applyChanges(lesson, lessons);
  step('Making traffic, and asking the stores');
  const verdict = report(await lesson.check(answer));
  if (verdict === 0) note(lesson, { state: 'passed' });
  return verdict;
}

/** Judges, and explains the lesson to whoever has passed it. */
export async function check(lesson: Lesson, lessons: Lesson[], answer: Answer): Promise<Verdict> {
  const verdict = await judge(lesson, lessons, answer);
  if (verdict === 0) {
    print(`\n${explanation(lesson)}\n`);
    const next = lessons[lessons.indexOf(lesson) + 1];
    if (next) say(`the next one, which puts this one back   ${command(next, 'start')}`);
    say(`put the lab back, and forget this pass   ${command(lesson, 'reset')}`);
  }
  return verdict;
}
