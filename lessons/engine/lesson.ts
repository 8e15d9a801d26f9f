// What a lesson is. Each folder of lessons/ has one, in lesson.ts, beside its texts and its overlay.
import type { Replacement } from '../../evidence/replace-once.ts';

/** The learner's answer, for lessons that ask for a cause: such as { trace: '4bf9…' }. */
export type Answer = Record<string, string>;

/** One thing that a check looked at. */
export interface Finding {
  /** What must hold, as a statement. */
  what: string;
  /** `unclear`: what was needed to judge was not there, such as traffic. Never a reason to pass. */
  outcome: 'holds' | 'does not hold' | 'unclear';
  /** What was seen. */
  seen: string;
}

/** One file that the learner may edit: a file or folder of the repository, with the fault in it. */
export interface Copy {
  /** Path in the repository. */
  of: string;
  /** File within it, when `of` is a folder. */
  file?: string;
  /** The fault: each text must be there just once. A function where it depends on this machine. */
  fault?: Replacement[] | (() => Promise<Replacement[]>);
}

/** Changes to the learner's files, by file name within the lesson's folder; a text is a new file. */
export type Edits = Record<string, Replacement[] | string>;

/** A way to answer a lesson, right or wrong; the tests try each against the running lab. */
export interface Attempt {
  title: string;
  /** A function where they depend on this machine. */
  edits?: Edits | (() => Promise<Edits>);
  /** What is no edit, such as building an image; after the learner's files were applied. */
  act?: () => Promise<unknown>;
  /** Finds the answer in the stores, as a learner would. */
  answer?: () => Promise<Answer>;
}

export interface Lesson {
  /** Name of its folder: two digits and a few words. */
  folder: string;
  /** The learner's files beside compose.yml, which every lesson has: the overlay that mounts them. */
  copies?: Record<string, Copy>;
  /** Services that the overlay changes; they are made anew by start, apply and reset. */
  services: string[];
  /** Makes the part of the fault that is no file, such as an image; whenever the files are made. */
  prepare?: () => Promise<unknown>;
  /** Asks for what not every lab has, such as Alertmanager. @throws {CannotTell} saying how to start it. */
  needs?: () => Promise<unknown>;
  /** What the learner's traffic cannot provide, once, after the start. */
  begin?: () => Promise<unknown>;
  /** Removes what `prepare`, `begin` or `act` made, beyond the learner's files; part of `reset`. */
  end?: () => Promise<unknown>;
  /** Names of what `check` is told, such as `trace`, with what each is. */
  asks?: Record<string, string>;
  /** Makes its own traffic, waits for it in the stores, and judges. */
  check: (answer: Answer) => Promise<Finding[]>;
  /** At least two, unlike each other. `solve` shows the first. */
  right: [Attempt, Attempt, ...Attempt[]];
  /** Tempting ways that hide the symptom, or guess. */
  wrong: Attempt[];
}
