// Makes the API fail on purpose and watches an alert fire, be delivered and end. Run by
// scripts/drill.sh, whose header describes the options.
import { AskError } from '../stores/ask-error.ts';
import { grafanaInBrowser, lab } from '../stores/lab.ts';
import { pollUntilTrue } from '../stores/poll-until.ts';
import { readArguments } from './command/arguments.ts';
import {
  atExit,
  CannotTell,
  complain,
  interrupted,
  keepStdoutForJson,
  print,
  printJson,
  runCommand,
  step,
  WrongCall,
} from './command/command.ts';
import {
  ALERT,
  areWatched,
  isInState,
  isStandIn,
  needLab,
  receiversAtAlertmanager,
  wasDelivered,
} from './drill/questions.ts';
import { Client } from './load/client.ts';
import { atRate } from './load/schedule.ts';

const { DRILL_FIRING_SECONDS, DRILL_RESOLVED_SECONDS } = process.env;
const FIRING_SECONDS = Number(DRILL_FIRING_SECONDS ?? 120);
const RESOLVED_SECONDS = Number(DRILL_RESOLVED_SECONDS ?? 180);
const FAILURES_PER_SECOND = 4;

/** Something did not happen in time: exit status 1. */
class NotShown extends Error {}

/** Seconds until each event was seen, by name. */
const seen: Record<string, number> = {};
let failures = 0;

/** Polls until `isSo` holds, at most `seconds` after `since`, and prints how long it took. */
async function expectSoon(
  name: string,
  text: string,
  { since, seconds }: { since: number; seconds: number },
  isSo: () => Promise<boolean>,
): Promise<void> {
  const left = Math.max(0, seconds - (Date.now() - since) / 1000);
  await pollUntilTrue(text, left, isSo, { signal: interrupted }).catch((error) => {
    interrupted.throwIfAborted();
    if (error.cause instanceof AskError) {
      throw new CannotTell(
        `not seen: ${text}; the last question was not answered. Is the lab still up? npm run status`,
      );
    }
    throw new NotShown(`not within ${seconds} s: ${text}`);
  });
  seen[name] = Math.round((Date.now() - since) / 10) / 100;
  print(`${seen[name].toFixed(2).padStart(8)} s  ${text}`);
}

/** Requests failures until `stop` is called, or until no drill can need them any more. */
function failOnPurpose() {
  const client = new Client(lab.frontend, { userAgent: 'otel-lab-drill' });
  const stop = new AbortController();
  const send = async (): Promise<void> => {
    const { status } = await client.send({ method: 'GET', path: '/api/simulate-error' });
    if (status >= 500) failures += 1;
  };
  const atMost = FAILURES_PER_SECOND * FIRING_SECONDS * 3;
  void atRate(atMost, FAILURES_PER_SECOND, () => void send(), stop.signal);
  atExit(async () => stop.abort());
  return () => stop.abort();
}

/** Expects it to be delivered to the lab's receiver, and then to each stand-in. */
async function expectDelivery(
  status: 'firing' | 'resolved',
  limit: { since: number; seconds: number },
  standIns: string[],
): Promise<void> {
  const [name, text] =
    status === 'firing'
      ? ['delivered', 'it was delivered, and is in Loki']
      : ['end_delivered', 'that was delivered too'];
  await expectSoon(name, text, limit, () => wasDelivered(status, limit.since));
  for (const standIn of standIns) {
    await expectSoon(
      `${name} ${standIn}`,
      `${standIn} took it, in the published format: ${status}`,
      limit,
      () => wasDelivered(status, limit.since, standIn),
    );
  }
}

async function burn(): Promise<void> {
  await needLab();
  if (!(await isInState('inactive'))) {
    step(`${ALERT} still fires from before; waiting for its end`);
    const ended = () => isInState('inactive');
    await pollUntilTrue('its end', RESOLVED_SECONDS, ended, { signal: interrupted }).catch(() => {
      throw new CannotTell(
        `${ALERT} fires without this drill; who makes the API fail? See ${grafanaInBrowser}/d/service-overview`,
      );
    });
  }
  step(`Failures begin: four a second at ${lab.frontend}/api/simulate-error`);
  const firing = { since: Date.now(), seconds: FIRING_SECONDS };
  const stopFailures = failOnPurpose();
  await expectSoon('firing', 'the alert fires in Prometheus', firing, () => isInState('firing'));
  let receivers: string[] = [];
  await expectSoon('at_alertmanager', 'Alertmanager has it', firing, async () => {
    receivers = await receiversAtAlertmanager();
    return receivers.length > 0;
  });
  await expectSoon('watched', 'Prometheus scrapes who delivers it', firing, areWatched);
  const standIns = receivers.filter(isStandIn).toSorted();
  await expectDelivery('firing', firing, standIns);
  stopFailures();
  step('Failures end');
  const ending = { since: Date.now(), seconds: RESOLVED_SECONDS };
  await expectSoon('ended', 'the alert has ended in Prometheus', ending, () =>
    isInState('inactive'),
  );
  await expectDelivery('resolved', ending, standIns);
}

await runCommand('drill', async (args) => {
  const { values, positionals } = readArguments(
    args,
    { json: { type: 'boolean', default: false } },
    1,
  );
  if (positionals[0] !== 'burn') throw new WrongCall('which drill? There is one: burn');
  if (values.json) keepStdoutForJson();
  let problem: string | undefined;
  try {
    await burn();
  } catch (error) {
    if (!(error instanceof NotShown)) throw error;
    problem = error.message;
  }
  const limits = { firing: FIRING_SECONDS, ended: RESOLVED_SECONDS };
  const shown = problem === undefined;
  if (values.json) printJson({ shown, alert: ALERT, failures, seconds: seen, limits, problem });
  if (problem !== undefined) {
    complain(problem);
    complain(
      `see ${grafanaInBrowser}/alerting/list and: docker compose logs prometheus alertmanager alert-receiver`,
    );
    return 1;
  }
  step(
    `Shown, with ${failures} failures. In Grafana: ${grafanaInBrowser}/alerting/list, and in Explore {service_name="alertmanager"}`,
  );
  return 0;
});
