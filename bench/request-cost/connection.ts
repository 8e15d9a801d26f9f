// One kept-alive HTTP/1.1 connection, one request at a time. Written on the bare socket: the load
// shares the machine with the server, and node's own client costs more CPU than a bare Express
// answer, so that it would be the slower half of what is measured.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const HEADERS_END = '\r\n\r\n';
const EMPTY = Buffer.alloc(0);
// An answer that takes longer is a failure of the run, not a number.
const DEADLINE_MS = 10_000;

/** The bytes of a request, to be made once and sent often. */
export function requestBytes(method: string, target: string, body?: unknown): Buffer {
  const head = `${method} ${target} HTTP/1.1\r\nHost: localhost\r\n`;
  if (body === undefined) return Buffer.from(`${head}\r\n`);
  const text = JSON.stringify(body);
  const length = Buffer.byteLength(text);
  return Buffer.from(
    `${head}Content-Type: application/json\r\nContent-Length: ${length}${HEADERS_END}${text}`,
  );
}

export class Connection {
  readonly #socket: Socket;
  #received: Buffer = EMPTY;
  #settle: { resolve(body: Buffer): void; reject(error: Error): void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.setTimeout(DEADLINE_MS);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('timeout', () => this.#fail('no answer in time'));
    socket.on('error', (error) => this.#fail(error.message));
    socket.on('close', () => this.#fail('the server closed the connection'));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /**
   * Sends a request and gives the body of its answer.
   *
   * @throws when the status is not 2xx, or the connection ends.
   */
  exchange(request: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  /** Every answer of the servers measured here tells its length. */
  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(HEADERS_END);
    if (end === -1) return;
    const head = this.#received.toString('latin1', 0, end);
    const start = end + HEADERS_END.length;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (head[9] !== '2' || Number.isNaN(length)) {
      this.#fail(head);
    } else if (this.#received.length >= start + length) {
      const body = this.#received.subarray(start, start + length);
      this.#received = EMPTY;
      this.#settle?.resolve(body);
    }
  }

  #fail(reason: string): void {
    this.#settle?.reject(new Error(reason));
  }
}
