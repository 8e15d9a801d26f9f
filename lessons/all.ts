// All lessons, in their order.
import { lesson as noServerSpans } from './02-no-server-spans/lesson.ts';
import { lesson as twoTraces } from './03-two-traces/lesson.ts';
import { lesson as silentLogs } from './04-silent-logs/lesson.ts';
import type { Lesson } from './engine/lesson.ts';

export const LESSONS: Lesson[] = [noServerSpans, twoTraces, silentLogs];
