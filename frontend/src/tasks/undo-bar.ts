// Shows what was deleted and restores it on request; used by task-list.ts.
import { findElement } from '../page/find-element.ts';

/** Shows the bar; `undo` resolves to whether the task was restored. */
export type OfferUndo = (title: string, undo: () => Promise<boolean>) => void;

/**
 * Adds behaviour to the bar. It stays until it is used, dismissed or replaced by the next deletion: a
 * timeout would be too short for some people.
 */
export function showUndoBar(bar: HTMLElement): OfferUndo {
  let latest: () => Promise<boolean> = async () => false;
  const undoButton = findElement(bar, '[data-part=undo]');

  undoButton.addEventListener('click', async () => {
    bar.hidden = true;
    // Hidden at once, since a second click would create a second task. Shown again after a failure, for
    // another try.
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
