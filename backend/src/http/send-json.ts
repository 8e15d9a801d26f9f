// The one way in which an answer becomes JSON. Not response.json: that sets a content type, parses
// it twice to add the charset, and keeps each header in a map. It is a fifth of what a request in
// bare Express costs (docs/decisions/0010).
import type { OutgoingHttpHeaders } from 'node:http';
import type { Response } from 'express';

/** Sends `value` with its headers, in one go. HEAD gets the headers alone: Node drops the body. */
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
