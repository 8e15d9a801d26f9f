// What a page may say, in the collector's configuration: the lists of transform/pages.

/** Attributes by what carries them. */
export type Allowed = Record<'resource' | 'span' | 'log', string[]>;

// Of whatever a page claims, the collector sets these itself.
const SET_BY_COLLECTOR = ['service.name', 'service.namespace', 'deployment.environment.name'];
const WIDTH = 110;

/** Lines of a folded YAML scalar: as many words as fit, indented. */
function folded(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (`${indent}${line} ${word}`.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.map((line) => indent + line).join('\n');
}

/** The configuration with these lists in it. @throws {Error} when it has no such list. */
export function allowPages(config: string, allowed: Allowed): string {
  let text = config;
  for (const [context, keys] of Object.entries(allowed)) {
    const attributes = `${context}.attributes`;
    const pattern = new RegExp(`( *)keep_keys\\(${attributes}, \\[[^\\]]*\\]\\)`);
    const [, indent = ''] = pattern.exec(text) ?? [];
    const list = keys.filter((key) => !SET_BY_COLLECTOR.includes(key)).sort();
    const statement = `keep_keys(${attributes}, [${list.map((key) => `"${key}"`).join(', ')}])`;
    if (!pattern.test(text))
      throw new Error(`no keep_keys(${attributes}, [...]) in the configuration`);
    // The one for resources is on the line of its anchor.
    text = text.replace(
      pattern,
      indent.length > 1 ? folded(statement, indent) : indent + statement,
    );
  }
  return text;
}
