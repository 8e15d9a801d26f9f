// The only way to send JSON. response.json would set a content type, parse it twice to add the charset
// and keep each header in a map: a fifth of the cost of a request in plain Express
// (docs/decisions/0010).
import type { OutgoingHttpHeaders } from 'node:http';
import type { Response } from 'express';

/** Sends `value` with its headers. For HEAD, Node drops the body. */
export function sendJson(
  response: Response,
  status: number,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}
