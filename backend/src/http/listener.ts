// The server that the app answers through: HTTP, or HTTPS.
import { createServer, type RequestListener, type Server } from 'node:http';
import { followFile } from '../follow-file.ts';

/**
 * A server that does not listen yet.
 * @param tlsFile a PEM file with a certificate and its key, for HTTPS. When it changes, connections from then
 *   on get the new certificate, and those that are open go on.
 * @throws when the file cannot be read, or holds no certificate with its key.
 */
export async function createListener(app: RequestListener, tlsFile?: string): Promise<Server> {
  if (tlsFile === undefined) return createServer(app);
  const { createServer: createTlsServer } = await import('node:https');
  const server = createTlsServer(app);
  followFile(tlsFile, (pem) => server.setSecureContext({ cert: pem, key: pem }));
  return server;
}
