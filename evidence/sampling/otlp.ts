// Spans that are sent to the collector directly, as an app of another project would.
import { credentialsFor, lab } from '../../stores/lab.ts';
import { Client } from '../load/client.ts';
import { hexId } from '../trace-context.ts';

const PER_EXPORT = 1000;

/** One export with a span without a parent for each trace, of a millisecond. */
function exportOf(traceIds: string[]): object {
  const end = BigInt(Date.now()) * 1_000_000n;
  const times = { startTimeUnixNano: `${end - 1_000_000n}`, endTimeUnixNano: `${end}` };
  const spans = traceIds.map((traceId) => ({
    traceId,
    spanId: hexId(8),
    name: 'sampling test',
    kind: 1,
    ...times,
  }));
  const attributes = [{ key: 'service.name', value: { stringValue: 'sampling-test' } }];
  return { resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans }] }] };
}

/** Sends a span of each of these traces. @throws {Error} when the collector does not take them. */
export async function sendSpans(traceIds: string[]): Promise<void> {
  const client = new Client(lab.otlp);
  for (let from = 0; from < traceIds.length; from += PER_EXPORT) {
    const body = exportOf(traceIds.slice(from, from + PER_EXPORT));
    const headers = credentialsFor(lab.otlp);
    const { status, error } = await client.send({
      method: 'POST',
      path: '/v1/traces',
      body,
      headers,
    });
    if (status !== 200) throw new Error(`the collector answered ${error ?? status}`);
  }
  client.close();
}
