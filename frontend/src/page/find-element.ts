// Finds elements of index.html.

/**
 * Returns the first element under `root` that matches `selector`.
 * @throws {Error} naming the selector when nothing matches: index.html and the code do not fit.
 */
export function findElement<E extends HTMLElement = HTMLElement>(
  root: ParentNode,
  selector: string,
): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`index.html has no "${selector}"`);
  return found;
}
