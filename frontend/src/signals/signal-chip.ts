// A chip shows one action and links to its trace; signals-drawer.ts shows the chips.

import { logsUrl, traceUrl } from '../../../stores/grafana-links.ts';
import type { FinishedAction } from '../actions/perform-action.ts';
import { findElement } from '../page/find-element.ts';

/** Makes the chip of a finished action; without `grafanaUrl` it has no links. */
export function createChip(
  template: HTMLTemplateElement,
  action: FinishedAction,
  grafanaUrl: string | undefined,
): HTMLElement {
  const { name, traceId, failed } = action;
  const chip = findElement(template.content.cloneNode(true) as DocumentFragment, 'li');
  chip.dataset.outcome = failed ? 'failed' : 'done';
  findElement(chip, '[data-part=name]').textContent = name;
  findElement(chip, '[data-part=result]').textContent = resultOf(action);
  findElement(chip, '[data-part=trace]').hidden = !traceId;
  findElement(chip, '[data-part=untraced]').hidden = Boolean(traceId);
  if (!traceId) return chip;

  const id = findElement(chip, '[data-part=trace-id]');
  id.textContent = traceId;
  const copyButton = findElement(chip, '[data-part=copy]');
  copyButton.ariaLabel = `Copy the trace id of ${name}`;
  copyButton.addEventListener('click', () => copy(id, copyButton));
  const links = findElement(chip, '[data-part=links]');
  links.hidden = !grafanaUrl;
  if (!grafanaUrl) return chip;
  setLink(findElement(links, '[data-part=trace-link]'), traceUrl(grafanaUrl, traceId), name);
  setLink(findElement(links, '[data-part=logs-link]'), logsUrl(grafanaUrl, traceId), name);
  return chip;
}

/** The result and the duration as text. */
export function resultOf({ status, failed, durationMs, note }: FinishedAction): string {
  const words = [failed ? 'failed' : 'done', status && `status ${status}`, note];
  return [...words.filter(Boolean), formatDuration(durationMs)].join(', ');
}

/** In milliseconds below a second, otherwise in seconds with two decimals. */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

async function copy(id: HTMLElement, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(id.textContent);
    button.textContent = 'Copied';
  } catch {
    // Without https or localhost there is no clipboard; the user can copy the selected text.
    getSelection()?.selectAllChildren(id);
    button.textContent = 'Selected';
  }
}

function setLink(link: HTMLElement, href: string, action: string): void {
  (link as HTMLAnchorElement).href = href;
  // Many links say "Trace": screen readers must say of which action.
  link.ariaLabel = `${link.textContent} of ${action} in Grafana, new tab`;
}
