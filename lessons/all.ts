// All lessons, in their order.
import { lesson as firstTrace } from './01-first-trace/lesson.ts';
import { lesson as noRoute } from './02-no-route/lesson.ts';
import { lesson as twoTraces } from './03-two-traces/lesson.ts';
import { lesson as silentLogs } from './04-silent-logs/lesson.ts';
import { lesson as lostTasks } from './05-lost-tasks/lesson.ts';
import { lesson as staleImage } from './06-stale-image/lesson.ts';
import { lesson as staleAddress } from './07-stale-address/lesson.ts';
import { lesson as labels } from './08-labels/lesson.ts';
import { lesson as idInALabel } from './09-id-in-a-label/lesson.ts';
import { lesson as sampledAway } from './10-sampled-away/lesson.ts';
import { lesson as missingIndex } from './11-missing-index/lesson.ts';
import { lesson as nobodyWasTold } from './12-nobody-was-told/lesson.ts';
import { lesson as nothingIsBroken } from './13-nothing-is-broken/lesson.ts';
import type { Lesson } from './engine/lesson.ts';

export const LESSONS: Lesson[] = [
  firstTrace,
  noRoute,
  twoTraces,
  silentLogs,
  lostTasks,
  staleImage,
  staleAddress,
  labels,
  idInALabel,
  sampledAway,
  missingIndex,
  nobodyWasTold,
  nothingIsBroken,
];
