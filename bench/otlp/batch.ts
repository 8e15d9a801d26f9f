// One export, as the lab's backend would send it.

export type Signal = 'spans' | 'log records' | 'points';

/** What is sent again and again, and what in it must differ each time. */
export interface Batch {
  /** Of OTLP/HTTP. */
  path: string;
  bytes: Uint8Array;
  items: number;
  /** In hexadecimal digits, each once. */
  traceIds: string[];
  spanIds: string[];
  /** Nanoseconds since 1970; the latest of them becomes the time of sending. */
  times: bigint[];
  /** The value of service.instance.id. */
  instance: string;
}

/** [seconds, nanoseconds], as the SDK keeps time. */
export const nanoseconds = ([seconds, rest]: readonly [number, number]): bigint =>
  BigInt(seconds) * 1_000_000_000n + BigInt(rest);
