// Our own trace ids, in the format of W3C Trace Context.
import { randomBytes } from 'node:crypto';
import { isInShare } from '../stores/trace-share.ts';

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

/** Percent. A share this small keeps one of a hundred ids, so one is soon found. */
const SMALLEST_SHARE = 1;

/**
 * A trace id that samplers keep, so that `npm start` and `npm run verify` also work with one. The sampler
 * traceidratio of OpenTelemetry JS keeps it at every ratio above 0: it compares the exclusive or of the id's
 * four parts with the ratio, which is 0 for two equal halves. The collector of LAB_SAMPLING=true keeps it at
 * 1 % and above.
 */
function keptTraceId(): string {
  const id = hexId(8).repeat(2);
  return isInShare(id, SMALLEST_SHARE) ? id : keptTraceId();
}

/** https://www.w3.org/TR/trace-context/#traceparent-header */
export function newTrace(traceId = keptTraceId(), callerSpanId = hexId(8)): TraceContext {
  return { traceId, callerSpanId, traceparent: `00-${traceId}-${callerSpanId}-01` };
}
