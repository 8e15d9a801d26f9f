// GET /health and GET /ready, for whoever starts and watches the process. Neither traced nor counted.
import type { RequestHandler } from 'express';
import type { TaskStore } from '../task.ts';
import { sendJson } from './send-json.ts';

/** 200 {"status":"ok"}: the process lives. Nothing else is asked: a restart would not help a full disk. */
export const answerHealth: RequestHandler = (_request, response) => {
  sendJson(response, 200, { status: 'ok' });
};

/**
 * 200 {"status":"ready"}, or 503 {"status":"unavailable","reason":…} while shutting down and when a
 * query fails: requests should go elsewhere.
 */
export function createReadyHandler(store: TaskStore, isStopping: () => boolean): RequestHandler {
  const check = () => {
    if (isStopping()) throw new Error('shutting down');
    store.check();
  };
  return (_request, response) => {
    try {
      check();
      sendJson(response, 200, { status: 'ready' });
    } catch (error) {
      sendJson(response, 503, { status: 'unavailable', reason: String(error) });
    }
  };
}
