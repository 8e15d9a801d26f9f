// Wiring, start and end of the process. Started as
//   node --import ./src/instrumentation.ts src/main.ts
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { shutdownTelemetry } from './instrumentation.ts';
import { openDatabase } from './sqlite/database.ts';
import { createTaskStore } from './sqlite/task-store.ts';
import { createLogger } from './telemetry/logger.ts';

/** Milliseconds for the last spans, metrics and logs; with the drain, below compose's 10 s. */
const FLUSH_TIMEOUT_MS = 4000;

const config = readConfig(process.env);
const logger = createLogger(config.LOG_LEVEL);
const database = openDatabase(config.DATABASE_PATH);
const app = createApp({ store: createTaskStore(database), database, logger });

const server = createServer(app);
server.listen(config.PORT);
await once(server, 'listening');
logger.info({ 'server.address': server.address() }, 'Listening');

/** Stops accepting, waits for the requests under way, and cuts those that take too long. */
async function drain(listening: Server): Promise<void> {
  const closed = once(listening, 'close');
  listening.close();
  listening.closeIdleConnections();
  const timer = setTimeout(() => listening.closeAllConnections(), config.DRAIN_TIMEOUT_MS);
  await closed;
  clearTimeout(timer);
}

/** The order matters: requests need the database, and their spans need the exporters. */
async function stop(signal: string): Promise<void> {
  logger.info({ signal }, 'Stopping');
  await drain(server);
  database.close();
  const flushed = await shutdownTelemetry(FLUSH_TIMEOUT_MS);
  if (!flushed) {
    logger.warn('Telemetry could not be flushed in time; the last of it is lost');
  }
  process.exit(0);
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
