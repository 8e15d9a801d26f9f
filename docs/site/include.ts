// Puts lines of real files into pages, so that no page shows what a file once was.
//   <!-- include: backend/src/instrumentation.ts#load-order -->
//   a fenced block, made from the lines between `#region load-order` and `#endregion` in that file; without
//   a region, from the whole file
//   <!-- /include -->

const LANGUAGES: Record<string, string> = { ts: 'ts', yaml: 'yaml', yml: 'yaml', conf: 'nginx' };

/** Without the indent that all lines share. */
function dedented(lines: string[]): string[] {
  const indents = lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)?.[0].length);
  const common = Math.min(...indents.map((indent) => indent ?? 0));
  return lines.map((line) => line.slice(common));
}

/**
 * The lines between a region's markers.
 * @throws {Error} when the file has no such region.
 */
function regionOf(file: string, content: string, name: string): string[] {
  const lines = content.split('\n');
  const first = lines.findIndex((line) => line.trim().endsWith(`#region ${name}`));
  const last = lines.findIndex((line, index) => index > first && line.includes('#endregion'));
  if (first === -1 || last === -1) throw new Error(`${file} has no region ${name}`);
  return dedented(lines.slice(first + 1, last));
}

/**
 * A page with its included blocks as the files are now.
 * @param read returns a file's content.
 * @throws {Error} when a region is missing.
 */
export function included(page: string, read: (file: string) => string): string {
  return page.replaceAll(
    /(<!-- include: ([^\s#]+)(?:#(\S+))? -->\n).*?(<!-- \/include -->)/gs,
    (_all, open: string, file: string, name: string | undefined, close: string) => {
      const language = LANGUAGES[file.split('.').at(-1) ?? ''] ?? '';
      const content = read(file);
      const block = name ? regionOf(file, content, name).join('\n') : content.trimEnd();
      return `${open}\`\`\`${language}\n${block}\n\`\`\`\n${close}`;
    },
  );
}
