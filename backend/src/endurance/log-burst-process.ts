// Logs 10,000 lines a second for three seconds, as the backend would, and prints the longest delay of
// the event loop, in milliseconds, to stderr. Run by log-burst.endurance.ts.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { shutdownTelemetry } from '../instrumentation.ts';
import { createLogger } from '../telemetry/logger.ts';

const LINES_PER_SECOND = 10_000;
const SECONDS = 3;

const { logger, close } = createLogger('info');
const delay = monitorEventLoopDelay({ resolution: 5 });
const start = performance.now();
let lines = 0;
delay.enable();
const timer = setInterval(async () => {
  const due = Math.min(performance.now() - start, SECONDS * 1000) * (LINES_PER_SECOND / 1000);
  for (; lines < due; lines += 1) {
    logger.info({ 'http.request.method': 'GET', 'url.path': '/api/tasks' }, 'Incoming request');
  }
  if (lines >= LINES_PER_SECOND * SECONDS) {
    clearInterval(timer);
    delay.disable();
    process.stderr.write(
      JSON.stringify({ lines, latestMs: delay.max / 1e6, p99Ms: delay.percentile(99) / 1e6 }),
    );
    await shutdownTelemetry(10_000);
    await close();
    process.exit(0);
  }
}, 5);
