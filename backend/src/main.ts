// Wiring, start and shutdown of the process. Start it with
//   node --import ./src/instrumentation.ts src/main.ts
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import manifest from '../package.json' with { type: 'json' };
import { type Config, readConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { drain } from './http/drain.ts';
import { createListener } from './http/listener.ts';
import { hasTelemetry, shutdownTelemetry } from './instrumentation.ts';
import { openDatabase } from './sqlite/database.ts';
import { SqliteTaskStore } from './sqlite/task-store.ts';
import { observeDatabaseSize } from './telemetry/database-size.ts';
import { watchEnd } from './telemetry/last-end.ts';
import { createLogger } from './telemetry/logger.ts';
import { LOG } from './telemetry/names.ts';
import { countRejected } from './telemetry/rejected.ts';
import { observeTasks } from './telemetry/task-metrics.ts';

/** Milliseconds for the last spans, metrics and logs; with the drain, less than compose's 10 s. */
const FLUSH_TIMEOUT_MS = 3000;
/** Milliseconds for the last lines on stdout, whose reader may be gone. */
const LINES_TIMEOUT_MS = 1000;

/** Prints one line instead of a stack: the mistake is in the environment, not in the code. */
function readConfigOrExit(): Config {
  try {
    return readConfig(process.env);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

const config = readConfigOrExit();
const { logger, close, flush } = createLogger(config.LOG_LEVEL);
const database = openDatabase(config.DATABASE_PATH);
const store = new SqliteTaskStore(database);
observeTasks(() => store.count());
observeDatabaseSize(config.DATABASE_PATH);
if (hasTelemetry) countRejected();
const inMemory = config.DATABASE_PATH === ':memory:';
const endCleanly = hasTelemetry && !inMemory ? watchEnd(config.DATABASE_PATH, logger) : () => {};

let stopping = false;
const app = createApp({
  store,
  logger,
  version: manifest.version,
  statsApiKey: config.STATS_API_KEY,
  isStopping: () => stopping,
});
const server = await createListener(app, config.TLS_FILE);
server.listen({ port: config.PORT, host: config.HOST });
await once(server, 'listening');
logger.info({ 'server.address': server.address() }, LOG.listening);

/** The order matters: requests need the database, and their spans need the exporters. */
async function stop(signal: string): Promise<void> {
  stopping = true;
  logger.info({ signal }, LOG.stopping);
  await drain(server, config.DRAIN_TIMEOUT_MS);
  // Before the database closes, since the last export counts the tasks.
  if (await shutdownTelemetry(FLUSH_TIMEOUT_MS)) {
    endCleanly();
  } else {
    logger.warn(LOG.notFlushed);
  }
  database.close();
  await Promise.race([close(), setTimeout(LINES_TIMEOUT_MS)]);
  process.exit(0);
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);

// An uncaught error: its log line must not be lost in the buffer.
process.once('uncaughtException', (error) => {
  logger.fatal({ err: error }, LOG.unexpected);
  flush();
  process.exit(1);
});
