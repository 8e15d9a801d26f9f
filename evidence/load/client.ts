// Sends requests over keep-alive connections and times the answers.
import * as http from 'node:http';
import * as https from 'node:https';

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

/** A client of one server. Call `close` at the end. */
export class Client {
  readonly #base: string;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #headers: Record<string, string>;

  /**
   * @param connections the most requests at a time; further ones wait.
   * @param keepAlive use a connection for many requests.
   */
  constructor(base: string, { connections = 100, userAgent = 'otel-lab', keepAlive = true } = {}) {
    const protocol = base.startsWith('https:') ? https : http;
    this.#base = base;
    this.#agent = new protocol.Agent({ keepAlive, maxSockets: connections });
    this.#request = protocol.request;
    this.#headers = { 'user-agent': userAgent };
  }

  /** Never rejects. */
  send({ method, path, body, headers }: Request): Promise<Answer> {
    const began = performance.now();
    const bytes = body instanceof Uint8Array ? body : undefined;
    const json = body && !bytes && { 'content-type': 'application/json' };
    return new Promise((resolve) => {
      const end = (answer: Partial<Answer>): void =>
        resolve({
          status: 0,
          headers: {},
          body: '',
          seconds: (performance.now() - began) / 1000,
          ...answer,
        });
      const fail = (error: NodeJS.ErrnoException): void =>
        end({ error: error.code ?? error.message });
      const call = this.#request(
        this.#base + path,
        { method, agent: this.#agent, headers: { ...this.#headers, ...json, ...headers } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.once('error', fail);
          response.once('end', () =>
            end({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      call.setTimeout(TIMEOUT_MS, () => call.destroy(new Error('timeout')));
      call.once('error', fail);
      call.end(bytes ?? (body && JSON.stringify(body)));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
