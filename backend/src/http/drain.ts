// Shuts a server down in three steps, so that no request is cut off.
import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * Milliseconds during which new requests still get an answer: 503 with `Connection: close`, which
 * makes clients close keep-alive connections. Closing them here would reset clients that are just
 * sending.
 */
const LINGER_MS = 500;

/** Milliseconds between checks for connections that have become idle. */
const LOOK_MS = 50;

/**
 * Waits a moment while the app answers 503, stops listening, waits for running requests, and cuts off
 * those that still run after `timeoutMs` milliseconds.
 */
export async function drain(server: Server, timeoutMs: number): Promise<void> {
  await setTimeout(Math.min(LINGER_MS, timeoutMs));
  const closed = once(server, 'close');
  // Closes idle connections. Those that become idle later would be kept alive for some seconds.
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
