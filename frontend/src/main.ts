// main.ts: wires the page. index.html loads it; it shows the features and starts telemetry.ts.
import { showConnection } from './connection.ts';
import { afterFirstPaint } from './first-paint.ts';
import { part } from './part.ts';
import { createPerform, type ReportAction } from './perform-action.ts';
import { showSignalButtons } from './signal-buttons.ts';
import { showSignals } from './signals-drawer.ts';
import { showTaskList } from './task-list.ts';
import { whyTelemetryIsOff } from './telemetry-choice.ts';
import { traceActionOnceLoaded, untraced } from './trace-action.ts';
import { showUndoBar } from './undo-bar.ts';

// The SDK is many times larger than the page. As a chunk of its own, asked for when there is
// something to see, it holds nothing up; within a second it is nearly always there, also on a slow
// phone connection, and the first action waits for it that long.
const MAX_WAIT_FOR_TELEMETRY_MS = 1000;

const telemetryOff = whyTelemetryIsOff({
  search: location.search,
  doNotTrack: navigator.doNotTrack,
  globalPrivacyControl: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl,
});
const loadTelemetry = () => import('./telemetry.ts').then(({ startTelemetry }) => startTelemetry());
const traceAction = telemetryOff
  ? untraced
  : traceActionOnceLoaded(afterFirstPaint().then(loadTelemetry), MAX_WAIT_FOR_TELEMETRY_MS);

const drawer = part(document, '#signals');
const report = showSignals(
  drawer,
  part<HTMLMetaElement>(document, 'meta[name=grafana-url]').content,
);
const performReportingTo = (to: ReportAction) => createPerform(traceAction, to);
const perform = performReportingTo(report);
part(drawer, '[data-part=telemetry-off]').textContent = telemetryOff ?? '';

const board = showTaskList(
  part(document, '#task-list'),
  perform,
  showUndoBar(part(document, '#undo')),
);
showSignalButtons(part(drawer, '#signal-buttons'), { perform, performReportingTo, report });
showConnection(part(document, '#offline'), () => board.load());
