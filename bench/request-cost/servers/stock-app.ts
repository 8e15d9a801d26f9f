// The backend's app without its instrumentation.ts, for whatever telemetry node is started with.
import { createServer } from 'node:http';
import { createApp } from '../../../backend/src/http/app.ts';
import { openDatabase } from '../../../backend/src/sqlite/database.ts';
import { SqliteTaskStore } from '../../../backend/src/sqlite/task-store.ts';
import { createLogger } from '../../../backend/src/telemetry/logger.ts';
import { observeTasks } from '../../../backend/src/telemetry/task-metrics.ts';

const { logger } = createLogger('info');
const store = new SqliteTaskStore(openDatabase(process.env.DATABASE_PATH ?? ':memory:'));
observeTasks(() => store.count());
createServer(createApp({ store, logger, version: '0.0.0' })).listen(
  Number(process.env.PORT),
  '127.0.0.1',
);

// The registered SDK hears the same signal and flushes, but ends nothing.
process.once('SIGTERM', () => process.exit(0));
