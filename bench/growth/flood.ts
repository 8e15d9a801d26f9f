// Sends hostile values to the collector, as a client that does not come back with what was refused.
import { Client } from '../../evidence/load/client.ts';
import { sideBySide } from '../../evidence/load/schedule.ts';
import { hexId } from '../../evidence/trace-context.ts';
import { lab } from '../../stores/lab.ts';
import type { HostileKind } from './hostile-kinds.ts';

const PER_EXPORT = 500;
const CONNECTIONS = 4;

export interface Flooded {
  sent: number;
  accepted: number;
  /** By reason: a status, an error, or "rejected" in an answer with status 200. */
  refused: Record<string, number>;
  seconds: number;
}

interface Answer {
  partialSuccess?: {
    rejectedSpans?: string;
    rejectedDataPoints?: string;
    rejectedLogRecords?: string;
  };
}

/** Of an answer with status 200. */
export function rejectedIn(body: string): number {
  const { partialSuccess = {} } = JSON.parse(body || '{}') as Answer;
  return Number(Object.values(partialSuccess).find((value) => Number(value) > 0) ?? 0);
}

export async function flood(
  { signal, body }: HostileKind,
  count: number,
  hear: (sent: number) => void,
): Promise<Flooded> {
  const client = new Client(lab.otlp, { connections: CONNECTIONS, userAgent: 'otel-lab-bench' });
  const run = hexId(3);
  const flooded: Flooded = { sent: 0, accepted: 0, refused: {}, seconds: 0 };
  const refuse = (reason: string, values: number) => {
    if (values > 0) flooded.refused[reason] = (flooded.refused[reason] ?? 0) + values;
  };
  const starts = Array.from({ length: Math.ceil(count / PER_EXPORT) }, (_, i) => i * PER_EXPORT);
  const began = performance.now();
  await sideBySide(starts, CONNECTIONS, async (start) => {
    const size = Math.min(PER_EXPORT, count - start);
    const values = Array.from({ length: size }, (_, index) => `x${run}x${start + index}`);
    const request = { method: 'POST', path: `/v1/${signal}`, body: body(values) };
    const { status, error, body: answer } = await client.send(request);
    const rejected = status === 200 ? rejectedIn(answer) : size;
    refuse(status === 200 ? 'rejected' : (error ?? String(status)), rejected);
    flooded.accepted += size - rejected;
    flooded.sent += size;
    if (flooded.sent % 20_000 === 0) hear(flooded.sent);
  });
  client.close();
  return { ...flooded, seconds: (performance.now() - began) / 1000 };
}
