// The server that the app answers through: HTTP, or HTTPS.
import { readFileSync, watchFile } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';

/** How often the file is looked at, in milliseconds. */
const LOOK_EVERY_MS = 2000;

/**
 * A server that does not listen yet.
 * @param tlsFile a PEM file with a certificate and its key, for HTTPS. When it changes, connections from then
 *   on get the new certificate, and those that are open go on.
 * @throws when the file cannot be read, or holds no certificate with its key.
 */
export async function createListener(app: RequestListener, tlsFile?: string): Promise<Server> {
  if (tlsFile === undefined) return createServer(app);
  const { createServer: createTlsServer } = await import('node:https');
  const read = () => {
    const pem = readFileSync(tlsFile);
    return { cert: pem, key: pem };
  };
  const server = createTlsServer(read(), app);
  watchFile(tlsFile, { interval: LOOK_EVERY_MS, persistent: false }, () => {
    try {
      server.setSecureContext(read());
    } catch {
      // Half written: the next look finds all of it.
    }
  });
  return server;
}
