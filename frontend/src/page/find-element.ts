// find-element.ts: finds an element of index.html for the code that brings it to life.

/**
 * Returns the first element under `root` that matches `selector`.
 * Throws when it is missing, with the selector's name: index.html and the code have drifted apart.
 */
export function findElement<E extends HTMLElement = HTMLElement>(
  root: ParentNode,
  selector: string,
): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`index.html has no "${selector}"`);
  return found;
}
