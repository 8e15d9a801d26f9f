// A chip shows one action and links to its trace; signals-drawer.ts shows the chips.

import { dashboardUrl, logsUrl, traceUrl } from '../../../stores/grafana-links.ts';
import type { FinishedAction } from '../actions/perform-action.ts';
import { findElement } from '../page/find-element.ts';
import { type KeptBy, keptBy, type Sampling } from './kept-by.ts';

/** Where the chip's links lead, and what becomes of the traces. */
export interface SignalsLab {
  /** Grafana's address; without it chips have no links. */
  grafanaUrl: string | undefined;
  /** Undefined in a lab that keeps every trace. */
  sampling: Sampling | undefined;
}

/** Instead of a link that may lead to nothing, one to what is known. */
const WHAT_IS_KNOWN: Partial<Record<KeptBy, string>> = {
  'maybe named': 'Kept if SAMPLING_KEEP names it',
  none: 'Not kept, counted here',
};

/** Makes the chip of a finished action. */
export function createChip(
  template: HTMLTemplateElement,
  action: FinishedAction,
  { grafanaUrl, sampling }: SignalsLab,
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
  const fate = keptBy(action, sampling);
  const known = fate && WHAT_IS_KNOWN[fate];
  findElement(chip, '[data-part=fate]').textContent = fate && !known ? `kept by: ${fate}` : '';
  const links = findElement(chip, '[data-part=links]');
  links.hidden = !grafanaUrl;
  if (!grafanaUrl) return chip;
  const traceLink = findElement(links, '[data-part=trace-link]');
  if (known) traceLink.textContent = known;
  const whatWasKept = () => dashboardUrl(grafanaUrl, 'what-was-kept', { trace: traceId });
  setLink(traceLink, known ? whatWasKept() : traceUrl(grafanaUrl, traceId), name);
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
