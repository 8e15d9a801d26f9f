// trace-status.ts: shows the trace of the last action; task-list.ts reports, Grafana is next.
import { logsUrl, parseGrafanaUrl, traceUrl } from './grafana-links.ts';
import { part } from './part.ts';
import type { ActionName } from './trace-action.ts';

export interface FinishedAction {
  name: ActionName;
  traceId: string | undefined;
  failed: boolean;
}

export type ReportAction = (action: FinishedAction) => void;

/** Returns the function that shows a finished action in `element`, with links into Grafana. */
export function showTraceStatus(element: HTMLElement, configuredUrl: string): ReportAction {
  const grafanaUrl = parseGrafanaUrl(configuredUrl);

  return ({ name, traceId, failed }) => {
    const outcome = failed ? 'failed' : 'done';
    element.dataset.outcome = outcome;
    part(element, '[data-part=outcome]').textContent = traceId
      ? `${name}: ${outcome}`
      : `${name}: ${outcome}, not traced`;
    part(element, '[data-part=details]').hidden = !traceId;
    if (!traceId) return;
    part(element, '[data-part=trace-id]').textContent = traceId;
    if (!grafanaUrl) return;
    part(element, '[data-part=links]').replaceChildren(
      newTabLink('Open the trace', traceUrl(grafanaUrl, traceId)),
      newTabLink('Open its logs', logsUrl(grafanaUrl, traceId)),
    );
  };
}

function newTabLink(text: string, href: string): HTMLAnchorElement {
  // noopener: Grafana gets no hold of this page.
  return Object.assign(document.createElement('a'), {
    textContent: text,
    href,
    target: '_blank',
    rel: 'noopener',
  });
}
