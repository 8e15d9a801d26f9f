// What a generator is asked for, and what it tells at the end.
import type { Signal } from './batch.ts';

export interface Load {
  /** Of OTLP/HTTP, without a path. */
  url: string;
  signal: Signal;
  /** Exports under way at a time. */
  connections: number;
  seconds: number;
  /** Items; as many as the receiver takes where there is no rate. */
  perSecond?: number | undefined;
  /** Ends at the first export that is refused. */
  untilRefused?: boolean;
}

/** Counts are items: spans, log records or points. */
export interface Sent {
  accepted: number;
  /** By status, or by the error's code where there was no answer. */
  refused: Record<string, number>;
  /** Of exports that were accepted but for some items. */
  partly: number;
  /** Due, but no connection was free before the end. */
  late: number;
  /** From the first sending to the last answer. */
  seconds: number;
  /** CPU of the generator's process meanwhile. */
  cpuSeconds: number;
  /** Of each export that was accepted, one trace. */
  traceIds: string[];
}
