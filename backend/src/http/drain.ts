// The end of a server in three steps, so that no request is cut off.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * Milliseconds in which new requests still get an answer: 503 with `Connection: close`, which ends
 * kept-alive connections from the right side. Closing them at once would reset whoever is just
 * about to send.
 */
const LINGER_MS = 500;

/** Milliseconds between two checks for connections that have had their answer. */
const LOOK_MS = 50;

/**
 * Waits a moment while the app refuses politely, stops listening, waits for the requests under way,
 * and after `timeoutMs` milliseconds cuts those that still run.
 */
export async function drain(server: Server, timeoutMs: number): Promise<void> {
  await setTimeout(Math.min(LINGER_MS, timeoutMs));
  const closed = once(server, 'close');
  // Closes what is idle now. What becomes idle later would be kept alive for some seconds more.
  server.close();
  const looks = setInterval(() => server.closeIdleConnections(), LOOK_MS);
  const cut = new AbortController();
  setTimeout(timeoutMs, undefined, { signal: cut.signal }).then(
    () => server.closeAllConnections(),
    () => undefined,
  );
  await closed;
  clearInterval(looks);
  cut.abort();
}
