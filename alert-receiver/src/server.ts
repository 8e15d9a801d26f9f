// The HTTP server that Alertmanager notifies, and that asks itself whether Alertmanager still does.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Deliver, deliverTo } from './deliver.ts';
import { deliveriesOf, type Notification } from './log-records.ts';
import { type Judgement, judgePagerDuty, judgeSlack } from './stand-ins.ts';
import { LIMIT_MS, type Watchdog, watch } from './watchdog.ts';

/** A notification of hundreds of alerts takes a few hundred kB. */
const LARGEST_BODY = 4_000_000;
/** The watchdog is checked so many times within its limit: every 5 s. */
const CHECKS = 36;

type Answer = Omit<Judgement, 'delivery'>;
const plain = (status: number, text: string): Answer => ({
  status,
  type: 'text/plain',
  text: `${text}\n`,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new RangeError('the notification is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const watchdogAnswer = (watchdog: Watchdog): Answer =>
  plain(
    watchdog.isMissing() ? 503 : 200,
    `the newest Watchdog is ${watchdog.ageSeconds().toFixed(0)} s old`,
  );

const metrics = (watchdog: Watchdog): Answer =>
  plain(
    200,
    `# HELP alert_receiver_watchdog_age_seconds Since the evaluation of the newest Watchdog that was heard of, or since the start.
# TYPE alert_receiver_watchdog_age_seconds gauge
alert_receiver_watchdog_age_seconds ${watchdog.ageSeconds()}`,
  );

/** Alertmanager retries after a 503, but not after a 400. */
async function deliverAlerts(body: string, deliver: Deliver): Promise<Answer> {
  const problem = await deliver(deliveriesOf(JSON.parse(body) as Notification));
  return problem === undefined ? plain(200, 'ok') : plain(503, problem);
}

async function standIn({ delivery, ...answer }: Judgement, deliver: Deliver): Promise<Answer> {
  if (delivery) await deliver([delivery]);
  return answer;
}

/**
 * POST / for notifications, /watchdog for those of the alert that always fires, /slack and /pagerduty for
 * what is meant for these. GET /healthz: the process lives. GET /watchdog: 503 when that alert is missing.
 * GET /metrics for Prometheus.
 * @param collector the address for OTLP over HTTP, without a path
 * @param print called with a line of JSON per alert
 * @param limitMs at what age of the newest Watchdog it is missing
 */
export function createReceiver(
  collector: string,
  print: (line: string) => void,
  limitMs = LIMIT_MS,
): Server {
  const deliver = deliverTo(collector, print);
  const watchdog = watch(deliver, limitMs);
  const pagerDuty = judgePagerDuty();
  const routes: Record<string, (body: string) => Answer | Promise<Answer>> = {
    'POST /': (body) => deliverAlerts(body, deliver),
    'POST /watchdog': (body) => {
      watchdog.hear(JSON.parse(body) as Notification);
      return plain(200, 'ok');
    },
    'POST /slack': (body) => standIn(judgeSlack(body), deliver),
    'POST /pagerduty': (body) => standIn(pagerDuty(body), deliver),
    'GET /healthz': () => plain(200, 'ok'),
    'GET /watchdog': () => watchdogAnswer(watchdog),
    'GET /metrics': () => metrics(watchdog),
  };
  const answerTo = async (request: IncomingMessage): Promise<Answer> => {
    const route = routes[`${request.method} ${request.url}`];
    if (!route) return plain(404, `what there is: ${Object.keys(routes).join(', ')}`);
    try {
      return await route(await bodyOf(request));
    } catch {
      return plain(400, 'no notification of Alertmanager');
    }
  };
  const checks = setInterval(() => void watchdog.check(), limitMs / CHECKS);
  return createServer(async (request, response) => {
    const { status, type, text } = await answerTo(request);
    response.writeHead(status, { 'content-type': type }).end(text);
  }).on('close', () => clearInterval(checks));
}
