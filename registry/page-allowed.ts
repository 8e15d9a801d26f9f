// What a page may say, in the collector's configuration: the lists of transform/pages.

/** Attributes by what carries them. */
export type Allowed = Record<'resource' | 'span' | 'log', string[]>;

// Of whatever a page claims, the collector sets these itself.
const SET_BY_COLLECTOR = ['service.name', 'service.namespace', 'deployment.environment.name'];
const WIDTH = 110;

/** Lines of a folded YAML scalar: as many words as fit, indented. */
const folded = (text: string, indent: string): string =>
  text
    .replaceAll(new RegExp(`(.{1,${WIDTH - indent.length}})(?: |$)`, 'g'), `${indent}$1\n`)
    .trimEnd();

/** The configuration with these lists in it. @throws {Error} when it has no such list. */
export function allowPages(config: string, allowed: Allowed): string {
  let text = config;
  for (const [context, keys] of Object.entries(allowed)) {
    const call = `keep_keys(${context}.attributes, [`;
    const list = keys.filter((key) => !SET_BY_COLLECTOR.includes(key)).sort();
    const statement = `${call}${list.map((key) => `"${key}"`).join(', ')}])`;
    const pattern = new RegExp(`( *)${RegExp.escape(call)}[^\\]]*\\]\\)`);
    if (!pattern.test(text)) throw new Error(`no ${call}...]) in the configuration`);
    // The one for resources is on the line of its anchor.
    text = text.replace(pattern, (_, indent: string) =>
      indent.length > 1 ? folded(statement, indent) : indent + statement,
    );
  }
  return text;
}
