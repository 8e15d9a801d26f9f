// Changes a text in one place, which must be there just once.

/** What must be there just once, and what to put in its place. */
export type Replacement = [text: string, by: string];

/** @throws {Error} naming `title`, when the text is not there, or more than once. */
export function replaceOnce(title: string, whole: string, [text, by]: Replacement): string {
  const parts = whole.split(text);
  if (parts.length !== 2) throw new Error(`${title}: "${text}" is ${parts.length - 1} times there`);
  return parts.join(by);
}

/** Makes all these replacements, one after another. @throws {Error} as replaceOnce does. */
export const replaceAllOnce = (title: string, whole: string, replacements: Replacement[]): string =>
  replacements.reduce((text, one) => replaceOnce(title, text, one), whole);
