// main.ts: wires the page. index.html loads it; it starts telemetry.ts and shows task-list.ts.
import { part } from './part.ts';
import { createTaskApi } from './task-api.ts';
import { showTaskList } from './task-list.ts';
import { traceActionOnceLoaded } from './trace-action.ts';
import { showTraceStatus } from './trace-status.ts';

// The SDK is many times larger than the page. As a chunk of its own it does not hold up the first
// paint; within a second from here it is nearly always there, also on a slow phone connection.
const MAX_WAIT_FOR_TELEMETRY_MS = 1000;
const telemetry = import('./telemetry.ts').then(({ startTelemetry }) => startTelemetry());

const grafanaUrl = part<HTMLMetaElement>(document, 'meta[name=grafana-url]').content;

void showTaskList(part(document, '#task-list'), {
  api: createTaskApi(),
  traceAction: traceActionOnceLoaded(telemetry, MAX_WAIT_FOR_TELEMETRY_MS),
  reportAction: showTraceStatus(part(document, '#trace-status'), grafanaUrl),
});
