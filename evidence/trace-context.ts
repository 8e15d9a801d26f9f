// Our own trace ids, in the format of W3C Trace Context.
import { randomBytes } from 'node:crypto';

/** Random bytes in hexadecimal digits. */
export const hexId = (bytes: number): string => randomBytes(bytes).toString('hex');

/** A sampled trace that begins here, for the header traceparent. */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  traceId: string;
  /** 16 hexadecimal digits: the caller's span, which is not in any store. */
  callerSpanId: string;
  traceparent: string;
}

/**
 * A trace id that the sampler traceidratio of OpenTelemetry JS keeps at every ratio above 0, so that
 * `npm start` and `npm run verify` also work with a sampler: it compares the exclusive or of the id's
 * four parts with the ratio, which is 0 for two equal halves.
 */
const keptTraceId = (): string => hexId(8).repeat(2);

/** https://www.w3.org/TR/trace-context/#traceparent-header */
export function newTrace(traceId = keptTraceId(), callerSpanId = hexId(8)): TraceContext {
  return { traceId, callerSpanId, traceparent: `00-${traceId}-${callerSpanId}-01` };
}
