// Where an alert ends: on stdout, which is readable even when everything else is down, and in Loki, by way
// of the collector.
import { asOtlp, type Delivery } from './log-records.ts';

const COLLECTOR_TIMEOUT_MS = 3000;

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

/** Prints and sends deliveries; returns why the collector did not accept them, or undefined. */
export type Deliver = (deliveries: Delivery[]) => Promise<string | undefined>;

/**
 * @param collector the address for OTLP over HTTP, without a path
 * @param print called with a line of JSON per alert
 */
export function deliverTo(collector: string, print: (line: string) => void): Deliver {
  const isNews = rememberFailures();
  return async (deliveries) => {
    const problem = await send(collector, deliveries);
    const time = new Date().toISOString();
    for (const delivery of deliveries.filter((one) => isNews(one, problem))) {
      const { severityText: level, body: msg, attributes } = delivery;
      print(JSON.stringify({ time, level, msg, ...attributes, ...(problem && { problem }) }));
    }
    return problem;
  };
}
