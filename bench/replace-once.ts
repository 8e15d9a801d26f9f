// Changes one value of a configuration, which must be there just once.

export type Replacement = [text: string, by: string];

/** @throws {Error} naming `title`, when the text is not in the configuration, or more than once. */
export function replaceOnce(title: string, configuration: string, [text, by]: Replacement): string {
  const parts = configuration.split(text);
  if (parts.length !== 2) {
    throw new Error(`${title}: "${text}" is ${parts.length - 1} times in the configuration`);
  }
  return parts.join(by);
}
