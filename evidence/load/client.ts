// Sends requests over keep-alive connections and times the answers.
import * as http from 'node:http';
import * as https from 'node:https';
import type { Socket } from 'node:net';

export interface Request {
  method: string;
  path: string;
  /** Sent as JSON, unless it is bytes already. */
  body?: object | undefined;
  headers?: Record<string, string>;
}

export interface Answer {
  /** 0 when nothing answered; `error` then says why. */
  status: number;
  /** The error's code, such as ECONNREFUSED. */
  error?: string;
  /** From the call of `send` to the end of the answer. */
  seconds: number;
  headers: http.IncomingHttpHeaders;
  body: string;
}

const TIMEOUT_MS = 30_000;
const EMPTY = { status: 0, headers: {}, body: '' };

const wordFor = ({ code, message }: NodeJS.ErrnoException): string => code ?? message;

/** A client of one server. Call `close` at the end. */
export class Client {
  readonly #base: string;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #headers: Record<string, string>;
  readonly #again: boolean;
  readonly #used = new WeakSet<Socket>();

  /**
   * @param connections the most requests at a time; further ones wait.
   * @param again send a request again when its connection was one that the server was just closing, as
   *   browsers do: it was not read (RFC 9112, 9.3.1).
   */
  constructor(base: string, { connections = 100, userAgent = 'otel-lab', again = false } = {}) {
    const protocol = base.startsWith('https:') ? https : http;
    this.#base = base;
    this.#agent = new protocol.Agent({ keepAlive: true, maxSockets: connections });
    this.#request = protocol.request;
    this.#headers = { 'user-agent': userAgent };
    this.#again = again;
  }

  /** Never rejects. */
  async send(request: Request): Promise<Answer> {
    const began = performance.now();
    for (;;) {
      const answer = await this.#sendOnce(request);
      if (!answer.again)
        return { ...EMPTY, ...answer, seconds: (performance.now() - began) / 1000 };
    }
  }

  #sendOnce({
    method,
    path,
    body,
    headers,
  }: Request): Promise<Partial<Answer & { again: boolean }>> {
    const bytes = body instanceof Uint8Array ? body : undefined;
    const json = body && !bytes && { 'content-type': 'application/json' };
    return new Promise((resolve) => {
      const call = this.#request(
        this.#base + path,
        { method, agent: this.#agent, headers: { ...this.#headers, ...json, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.once('error', (error) => resolve({ error: wordFor(error) }));
          response.once('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      call.setTimeout(TIMEOUT_MS, () => call.destroy(new Error('timeout')));
      // Node's own `reusedSocket` does not tell of one that was handed on to a request that waited.
      let reused = false;
      call.once('socket', (socket) => {
        reused = this.#used.has(socket);
        this.#used.add(socket);
      });
      call.once('error', (failure) => {
        const error = wordFor(failure);
        resolve({ error, again: this.#again && reused && error === 'ECONNRESET' });
      });
      call.end(bytes ?? (body && JSON.stringify(body)));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
