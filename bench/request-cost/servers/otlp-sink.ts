// Where all variants send their telemetry: takes everything, keeps nothing, counts.
// An endpoint of http://127.0.0.1:PORT/NAME gives the paths /NAME/v1/traces and so on.
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Received } from '../telemetry-received.ts';

const received: Record<string, Received> = {};

/** How often `text` is in the body. Counting bytes is cheap; parsing would compete for the CPU. */
function occurrences(body: Buffer, text: string): number {
  let count = 0;
  for (let at = body.indexOf(text); at !== -1; at = body.indexOf(text, at + text.length)) {
    count += 1;
  }
  return count;
}

function count(url: string, body: Buffer): void {
  const [, name = '', , signal] = url.split('/');
  received[name] ??= { exports: 0, bytes: 0, spans: 0, logRecords: 0 };
  const totals = received[name];
  totals.exports += 1;
  totals.bytes += body.length;
  // In JSON only: protobuf has no names to count.
  totals.spans += signal === 'traces' ? occurrences(body, '"spanId":') : 0;
  totals.logRecords += signal === 'logs' ? occurrences(body, '"severityNumber":') : 0;
}

createServer(async (request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(received));
    return;
  }
  count(request.url ?? '', await buffer(request));
  response.writeHead(200, { 'content-type': request.headers['content-type'] }).end();
}).listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
