// An HTTP server that stands in for all stores, to test how their answers are handled. `npm run
// verify` and the pipeline use the real stores.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer: JSON, or text as it is; undefined for status 404. */
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
// Must not keep the tests' process alive.
server.unref();

const { port } = server.address() as AddressInfo;
process.env.BIND_ADDRESS = '127.0.0.1';
for (const store of ['TEMPO', 'LOKI', 'PROMETHEUS', 'GRAFANA']) {
  // Read by stores/lab.ts on import, so tests must import what uses it later, with `await import`.
  process.env[`${store}_PORT`] = String(port);
}
