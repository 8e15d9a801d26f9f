// Shows each action that perform-action.ts reports, with links to its trace in Grafana.
import type { ReportAction } from '../actions/perform-action.ts';
import { findElement } from '../page/find-element.ts';
import { createChip, formatDuration, type SignalsLab } from './signal-chip.ts';

// Enough to compare a few; Grafana has all of them.
const MAX_CHIPS = 15;

/** Returns the function that shows a finished action in `drawer`. */
export function showSignals(drawer: HTMLElement, lab: SignalsLab): ReportAction {
  const chips = findElement(drawer, '[data-part=chips]');
  const template = findElement<HTMLTemplateElement>(drawer, 'template');
  const toggle = findElement(drawer, '[data-part=toggle]');

  // On a narrow screen the drawer lies over the list and opens on request; style sheets decide.
  toggle.addEventListener('click', () => {
    const isOpen = drawer.toggleAttribute('data-open');
    toggle.ariaExpanded = String(isOpen);
    toggle.textContent = isOpen ? 'Close' : 'Signals';
  });
  return (action) => {
    const { name, traceId, failed, durationMs } = action;
    drawer.dataset.outcome = failed ? 'failed' : 'done';
    const how = `${failed ? 'failed' : 'done'}${traceId ? '' : ', not traced'}`;
    findElement(drawer, '[data-part=outcome]').textContent = `${name}: ${how}`;
    findElement(drawer, '[data-part=duration]').textContent = formatDuration(durationMs);
    chips.prepend(createChip(template, action, lab));
    while (chips.childElementCount > MAX_CHIPS) chips.lastElementChild?.remove();
  };
}
