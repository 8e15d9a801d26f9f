// Nothing is broken. Somebody says so all the same, and evidence is asked for.
import { CannotTell, step, WrongCall } from '../../evidence/command/command.ts';
import { grafanaInBrowser } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { counterBefore, hasRisen } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';
import { finding, needed, send, settle } from '../engine/evidence.ts';
import type { Answer, Finding, Lesson } from '../engine/lesson.ts';
import { right, wrong } from './attempts.ts';
import { changeIn, completeTask, isCompleted, whyNot } from './completing.ts';
import {
  ALLOWED,
  history,
  keeps,
  type NumberName,
  numberNow,
  rangeOf,
  readNumber,
  UNITS,
  wasSo,
} from './numbers.ts';

const COUNTER = 'http_requests_total{service_name="backend", method="PATCH", status_code="200"}';
const LISTS = 20;

/** This lesson needs a lab that keeps its objectives: earlier failures are within the two minutes. */
async function needHealth(name: NumberName): Promise<Finding> {
  const now = await numberNow(name);
  const seen = now === undefined ? 'no value' : `${now.toFixed(1)} ${UNITS[name]}`;
  return needed(
    `${name} is within its objective, ${ALLOWED[name]} ${UNITS[name]}`,
    now !== undefined && keeps(name, now),
    seen,
  );
}

async function judgeNumber(name: NumberName, text: string): Promise<Finding> {
  const claim = readNumber(text);
  const points = await history(name);
  return finding(
    `your ${name} is what Prometheus said at some moment of the last ten minutes`,
    wasSo(name, claim, points) && keeps(name, claim),
    `${text}; Prometheus: ${rangeOf(name, points)}`,
  );
}

async function judgeTrace(trace: string): Promise<Finding> {
  const reason = await whyNot(trace);
  return finding('your trace shows that a task was completed', reason === '', reason || 'it does');
}

async function check(answer: Answer): Promise<Finding[]> {
  const { verdict = '', trace = '', failing = '', duration = '' } = answer;
  if (!['broken', 'healthy'].includes(verdict)) {
    throw new WrongCall(`verdict is broken or healthy, not: ${verdict}`);
  }
  const before = await counterBefore(COUNTER);
  await send(LISTS);
  const { completed } = await completeTask();
  return settle(async () => [
    needed('this check completed a task itself', isCompleted(completed), `${completed.status}`),
    needed(
      'its trace is in Tempo',
      changeIn(await spansOfTrace(completed.traceId)) !== undefined,
      completed.traceId,
    ),
    needed('the backend counts it', await hasRisen(before), 'http_requests_total'),
    await needHealth('failing'),
    await needHealth('duration'),
    finding('your verdict fits what this check saw', verdict === 'healthy', verdict),
    await judgeTrace(trace),
    await judgeNumber('failing', failing),
    await judgeNumber('duration', duration),
  ]);
}

/** Seconds until failures of earlier lessons are out of the window, and a few more. */
const CALM = 150;

/** Waits until earlier failures are out of the window, and makes requests that the numbers are about. */
async function begin(): Promise<void> {
  await send(LISTS);
  const isCalm = async () => {
    const numbers = await Promise.all((['failing', 'duration'] as const).map(numberNow));
    const [failing, duration] = numbers;
    const isThere = failing !== undefined && duration !== undefined;
    return isThere && keeps('failing', failing) && keeps('duration', duration);
  };
  step('Waiting until the last two minutes are without failures');
  await pollUntilTrue('two quiet minutes', CALM, isCalm, { interval: 1000 }).catch(() => {
    throw new CannotTell(
      `the API fails or is slow right now, apart from any lesson; see ${grafanaInBrowser}/d/service-overview`,
    );
  });
  await send(LISTS);
}

export const lesson: Lesson = {
  folder: '13-nothing-is-broken',
  services: [],
  begin,
  asks: {
    verdict: 'broken or healthy',
    trace: 'the id of a trace in which somebody tried to complete a task',
    failing: 'the percentage of requests that the backend failed within two minutes',
    duration: 'the milliseconds that 95 % of requests took at most within two minutes',
  },
  check,
  right,
  wrong,
};
