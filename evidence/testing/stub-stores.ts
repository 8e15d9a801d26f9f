// stub-stores.ts: an HTTP server in the place of all stores, for tests of what is made of their
// answers. The real stores answer in `npm run verify` and in the pipeline.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What to answer: JSON, or text as it is; undefined for status 404. */
export type Answers = (path: string, parameters: URLSearchParams) => unknown;

let answers: Answers = () => undefined;
/** Sets what the stores answer from now on. */
export const answerWith = (next: Answers): void => {
  answers = next;
};

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://stub');
  const answer = answers(pathname, searchParams);
  response.statusCode = answer === undefined ? 404 : 200;
  response.end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// Does not keep the tests' process alive.
server.unref();

const { port } = server.address() as AddressInfo;
process.env.BIND_ADDRESS = '127.0.0.1';
for (const store of ['TEMPO', 'LOKI', 'PROMETHEUS', 'GRAFANA']) {
  // Read by stores/lab.ts: a test imports what asks the stores by `await import`, after this file.
  process.env[`${store}_PORT`] = String(port);
}
