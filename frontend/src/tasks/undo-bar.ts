// undo-bar.ts: says what was deleted and brings it back on request; task-list.ts offers it.
import { findElement } from '../page/find-element.ts';

/** Shows the bar; `undo` resolves to whether the task is back. */
export type OfferUndo = (title: string, undo: () => Promise<boolean>) => void;

/**
 * Handles the bar. It stays until it is used, dismissed or needed for the next deletion: a bar that
 * goes away by itself is gone before some people have reached it.
 */
export function showUndoBar(bar: HTMLElement): OfferUndo {
  let latest: () => Promise<boolean> = async () => false;
  const undoButton = findElement(bar, '[data-part=undo]');

  undoButton.addEventListener('click', async () => {
    bar.hidden = true;
    // Hidden at once: a second click would make a second task. Shown again when it failed, so that
    // one can try once more.
    bar.hidden = await latest();
  });
  findElement(bar, '[data-part=dismiss]').addEventListener('click', () => {
    bar.hidden = true;
  });
  return (title, undo) => {
    latest = undo;
    findElement(bar, '[data-part=deleted]').textContent = title;
    bar.hidden = false;
  };
}
