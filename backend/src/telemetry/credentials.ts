// What the exporters need where the collector asks who sends: a token, and whose certificates to trust. Both
// are files, and each new connection or request goes by what stands in them now: so they can be replaced
// without a restart. OpenTelemetry's own variables would be read once, and the token would be in the
// environment, which whoever may look at the container can read.
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { followFile } from '../follow-file.ts';

/**
 * Sends the token of this file with every request of this process: those are its exporters' alone.
 * @throws when the file cannot be read.
 */
export function sendToken(file: string): void {
  const token = () => readFileSync(file, 'utf8').trim();
  token();
  subscribe('http.client.request.created', (message) => {
    const { request } = message as { request: ClientRequest };
    request.setHeader('authorization', `Bearer ${token()}`);
  });
}

/**
 * Trusts the certificates of this PEM file beside the usual ones.
 * @throws when the file cannot be read, or is no certificate.
 */
export function trust(file: string): void {
  const usual = getCACertificates();
  followFile(file, (authorities) => setDefaultCACertificates([...usual, authorities]));
}
