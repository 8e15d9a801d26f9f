// An alert whose objective has a wrong denominator, and whose route leads nowhere.
import { CannotTell } from '../../evidence/command/command.ts';
import { ALERT, isInState, wasDelivered } from '../../evidence/drill/questions.ts';
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { type CounterBefore, counterBefore, hasRisen } from '../../stores/prometheus.ts';
import { removeVolume } from '../engine/containers.ts';
import { finding, needed, settle } from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';
import { patient } from '../engine/patience.ts';
import { copies, right, wrong } from './attempts.ts';
import { isRight, lastRecorded, percent, sharesOf, trueShare, WINDOWS } from './share.ts';
import { beginTraffic, type Traffic } from './traffic.ts';

const COUNTER = 'http_requests_total{service_name="backend", method="GET", endpoint="/api/tasks"}';
const ERRORS = 'http_errors_total{service_name="backend", endpoint="/api/simulate-error"}';

/** Seconds that an alert of earlier failures may take to end; its windows are 20 and 30 s. */
const CALM = 60;
/** Seconds of good requests after which rules and alerts were evaluated with them. */
const EVALUATED = 10;
/** Seconds from the first failure: the alert has been delivered, or the check gives up. */
const TOLD = 75;
/** Seconds that it may take once it is clear that requests fail. */
const GRACE = 45;

const SILENT = 'without failures the alert is silent';

/** Is the alert silent while requests are answered? Undefined: it is. */
async function judgeSilence(before: CounterBefore): Promise<Finding | undefined> {
  const since = Date.now() / 1000;
  const isSilent = async () =>
    (await hasRisen(before)) &&
    (await lastRecorded('sli_total:rate20s')) > since + EVALUATED &&
    (await isInState('inactive'));
  const silent = await pollUntilTrue(SILENT, patient(CALM), isSilent, { interval: 1000 }).then(
    () => true,
    () => false,
  );
  if (silent) return undefined;
  if (!(await hasRisen(before))) {
    return needed('the backend counts the requests of this check', false, 'http_requests_total');
  }
  const share = await trueShare('20s');
  if (share !== undefined && share > 0) {
    return needed('nobody else makes requests fail', false, `${percent(share)} of 20 s fail`);
  }
  return finding(SILENT, false, `${ALERT} fires, or nothing is recorded`);
}

/** The findings while every third request fails, `since` then (seconds since 1970). */
async function judgeFailures(
  { good, failed }: Traffic,
  before: CounterBefore,
  since: number,
): Promise<Finding[]> {
  const share = (await trueShare('20s')) ?? 0;
  const shares = await Promise.all(WINDOWS.map((window) => sharesOf(window, since)));
  const wrongOnes = WINDOWS.filter((_, index) => !isRight(shares[index]));
  const seen = shares.flatMap(
    (one) => one && `${one.window}: ${percent(one.recorded)} where ${percent(one.true)} fail`,
  );
  if (wrongOnes.length > 0) seen.push('after an edit of slo.yaml, make the rules anew');
  return [
    needed('the lab answers, and fails as asked', good > 0 && failed > 0, `${good} and ${failed}`),
    needed('the backend counts the failures', await hasRisen(before), 'http_errors_total'),
    needed('a fifth of all requests fail, or more', share >= 0.2, percent(share)),
    finding(SILENT, true, 'it was, at first'),
    finding(
      'the rules record the share that fails',
      wrongOnes.length === 0,
      seen.filter(Boolean).join('; ') || 'nothing recorded',
    ),
    finding('the page fires in Prometheus', await isInState('firing'), ALERT),
    finding(
      'it was delivered, and is in Loki',
      await wasDelivered('firing', since * 1000),
      '{service_name="alertmanager"}',
    ),
  ];
}

async function check(): Promise<Finding[]> {
  const before = await counterBefore(COUNTER);
  const traffic = beginTraffic();
  try {
    const loud = await judgeSilence(before);
    if (loud) return [loud];
    const errorsBefore = await counterBefore(ERRORS);
    const since = Date.now() / 1000;
    traffic.beginFailures();
    const look = () => judgeFailures(traffic, errorsBefore, since);
    return await settle(look, { grace: GRACE, patience: TOLD });
  } finally {
    traffic.end();
  }
}

/** @throws {CannotTell} where the lab runs without Alertmanager. */
async function needs(): Promise<void> {
  const url = `${lab.alertmanager}/-/ready`;
  await ask('Alertmanager', url).catch(() => {
    throw new CannotTell(
      `this lesson needs Alertmanager, which does not answer at ${lab.alertmanager}. It starts with: COMPOSE_PROFILES=alerting npm start`,
    );
  });
}

export const lesson: Lesson = {
  folder: '12-nobody-was-told',
  copies,
  services: ['prometheus', 'alertmanager'],
  needs,
  async end() {
    await removeVolume('lesson-12-data');
    await removeVolume('lesson-12-alerts');
  },
  check,
  right,
  wrong,
};
