// The HTTP server that Alertmanager notifies. It writes each alert to stdout, which is readable even
// when everything else is down, and sends it to the collector, for Loki.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { asOtlp, type Delivery, deliveriesOf, type Notification } from './log-records.ts';

/** A notification of hundreds of alerts takes a few hundred kB. */
const LARGEST_BODY = 4_000_000;
const COLLECTOR_TIMEOUT_MS = 3000;

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

/** Returns why the collector did not accept them, or undefined. */
async function send(collector: string, deliveries: Delivery[]): Promise<string | undefined> {
  try {
    const answer = await fetch(`${collector}/v1/logs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asOtlp(deliveries, Date.now())),
      signal: AbortSignal.timeout(COLLECTOR_TIMEOUT_MS),
    });
    await answer.arrayBuffer();
    return answer.ok ? undefined : `the collector answered ${answer.status}`;
  } catch {
    return 'the collector cannot be reached';
  }
}

/**
 * Alertmanager repeats what could not be sent on every few seconds; it is printed only once. Forgotten
 * when it was sent; this is the most that are remembered.
 */
const MOST_REMEMBERED = 1000;
function rememberFailures(): (delivery: Delivery, problem: string | undefined) => boolean {
  const failed = new Map<string, string>();
  return ({ body, attributes }, problem) => {
    const key = JSON.stringify([body, attributes]);
    const isNews = problem === undefined || failed.get(key) !== problem;
    failed.delete(key);
    if (problem !== undefined && failed.size < MOST_REMEMBERED) {
      failed.set(key, problem);
    }
    return isNews;
  };
}

/** Alertmanager retries after a 503, but not after a 400. */
async function receive(
  request: IncomingMessage,
  collector: string,
  isNews: ReturnType<typeof rememberFailures>,
  print: (line: string) => void,
): Promise<[status: number, text: string]> {
  let deliveries: Delivery[];
  try {
    deliveries = deliveriesOf(JSON.parse(await bodyOf(request)) as Notification);
  } catch {
    return [400, 'no notification of Alertmanager\n'];
  }
  const problem = await send(collector, deliveries);
  const time = new Date().toISOString();
  for (const delivery of deliveries.filter((one) => isNews(one, problem))) {
    const { severityText, body, attributes } = delivery;
    print(
      JSON.stringify({
        time,
        level: severityText,
        msg: body,
        ...attributes,
        ...(problem && { problem }),
      }),
    );
  }
  return problem === undefined ? [200, 'ok\n'] : [503, `${problem}\n`];
}

/**
 * GET /healthz, and POST / for Alertmanager.
 * @param collector the address for OTLP over HTTP, without a path
 * @param print called with a line of JSON per alert
 */
export function createReceiver(collector: string, print: (line: string) => void): Server {
  const isNews = rememberFailures();
  return createServer(async (request, response) => {
    const [status, text] =
      request.method === 'POST'
        ? await receive(request, collector, isNews, print)
        : request.url === '/healthz'
          ? [200, 'ok\n']
          : [405, 'POST a notification of Alertmanager here\n'];
    response.writeHead(Number(status), { 'content-type': 'text/plain' }).end(text);
  });
}
