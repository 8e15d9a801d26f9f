// Entry point of the page, loaded by index.html: starts all features and telemetry.ts.
import { createPerform, type ReportAction } from './actions/perform-action.ts';
import { startTraceOnceLoaded, untraced } from './actions/trace-action.ts';
import { showConnection } from './page/connection.ts';
import { findElement } from './page/find-element.ts';
import { afterFirstPaint } from './page/first-paint.ts';
import { parseGrafanaUrl } from './signals/grafana-address.ts';
import { parseSampling } from './signals/kept-by.ts';
import { showSignalButtons } from './signals/signal-buttons.ts';
import { showSignals } from './signals/signals-drawer.ts';
import { showTaskList } from './tasks/task-list.ts';
import { showUndoBar } from './tasks/undo-bar.ts';
import { whyTelemetryIsOff } from './telemetry/telemetry-choice.ts';

// The SDK is many times larger than the page. It is a separate chunk, loaded after the first paint, so
// that it delays nothing. It nearly always arrives within a second, even on a slow phone connection;
// the first action waits that long.
const MAX_WAIT_FOR_TELEMETRY_MS = 1000;

const telemetryOff = whyTelemetryIsOff({
  search: location.search,
  doNotTrack: navigator.doNotTrack,
  globalPrivacyControl: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl,
});
const loadTelemetry = () =>
  import('./telemetry/telemetry.ts').then(({ startTelemetry }) => startTelemetry());
const startTrace = telemetryOff
  ? untraced
  : startTraceOnceLoaded(afterFirstPaint().then(loadTelemetry), MAX_WAIT_FOR_TELEMETRY_MS);

const drawer = findElement(document, '#signals');
const settingOf = (name: string) =>
  findElement<HTMLMetaElement>(document, `meta[name=${name}]`).content;
const report = showSignals(drawer, {
  grafanaUrl: parseGrafanaUrl(settingOf('grafana-url')),
  sampling: parseSampling(settingOf('sampling')),
});
const performReportingTo = (to: ReportAction) => createPerform(startTrace, to);
const perform = performReportingTo(report);
findElement(drawer, '[data-part=telemetry-off]').textContent = telemetryOff ?? '';

const board = showTaskList(
  findElement(document, '#task-list'),
  perform,
  showUndoBar(findElement(document, '#undo')),
);
showSignalButtons(findElement(drawer, '#signal-buttons'), { perform, performReportingTo, report });
showConnection(findElement(document, '#offline'), () => board.load());
