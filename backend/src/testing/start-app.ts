// The app on a real socket with a real database, in the test's process.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import { createApp } from '../http/app.ts';
import { openDatabase } from '../sqlite/database.ts';
import { SqliteTaskStore } from '../sqlite/task-store.ts';
import { createLogger } from '../telemetry/logger.ts';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: the tests assert what it must be.
  body: any;
}

export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
}

export const STATS_KEY = 'a key for tests only';

/** Starts the app on a free port; by default without logs and with the database in memory. */
export async function startApp({
  path = ':memory:',
  stats = true,
  logger = createLogger('silent').logger,
} = {}) {
  const database = openDatabase(path);
  const store = new SqliteTaskStore(database);
  let stopping = false;
  const server = createServer(
    createApp({
      store,
      logger,
      version: '1.2.3',
      statsApiKey: stats ? STATS_KEY : undefined,
      isStopping: () => stopping,
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** Sends a body as JSON, unless it is a string. */
  async function send(
    method: string,
    target: string,
    { body, headers }: Call = {},
  ): Promise<Answer> {
    const init: RequestInit = {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    };
    if (body !== undefined) {
      init.body = typeof body === 'string' ? body : JSON.stringify(body);
    }
    const response = await fetch(url + target, init);
    const text = await response.text();
    const { status, headers: answered } = response;
    return { status, headers: answered, body: text ? JSON.parse(text) : undefined };
  }

  return {
    url,
    database,
    store,
    send,
    stop: () => {
      stopping = true;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
      database.close();
    },
  };
}

export type TestApp = Awaited<ReturnType<typeof startApp>>;

/** Starts an app before a file's tests and closes it after them; call it at the top level. */
export function appForThisFile(): Pick<TestApp, 'send' | 'database'> {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.close());
  return {
    send: (...call) => app.send(...call),
    get database() {
      return app.database;
    },
  };
}
