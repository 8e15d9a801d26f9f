// What the OTLP sink counted, by variant.

export interface Received {
  exports: number;
  bytes: number;
  /** Spans and log records that came as JSON; what came as protobuf is not looked into. */
  spans: number;
  logRecords: number;
}

/** Asks the sink. */
export async function readReceived(port: number): Promise<Record<string, Received>> {
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return (await response.json()) as Record<string, Received>;
}
