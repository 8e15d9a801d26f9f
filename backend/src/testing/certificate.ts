// Certificates for tests, made by openssl.
import { execFileSync } from 'node:child_process';

/** A PEM file's content: a key, and its certificate for localhost, which is its own authority. */
export function newCertificate(): string {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-'];
  const args = ['req', '-x509', '-days', '2', ...key, ...subject, '-out', '-'];
  return execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
