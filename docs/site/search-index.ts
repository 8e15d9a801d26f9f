// The search index: one entry for each section of each page.
import MiniSearch from 'minisearch';

export interface Built {
  url: string;
  content: string;
}

/** The names of an entry's fields; search.ts in the browser must use the same. */
export const OPTIONS = { fields: ['title', 'section', 'text'], storeFields: ['title', 'section'] };

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** The part of a page between its main tags. */
const mainOf = (html: string): string => /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '';

function sectionsOf({ url, content }: Built) {
  const [top = '', ...rest] = mainOf(content).split(/(?=<h[23] id=)/);
  const title = textOf(/<h1[^>]*>(.*?)<\/h1>/s.exec(top)?.[1] ?? url);
  return [top, ...rest].map((html, index) => {
    const [, id = '', heading = ''] = /<h[23] id="([^"]*)"[^>]*>(.*?)<\/h[23]>/s.exec(html) ?? [];
    const address = index === 0 ? url : `${url}#${id}`;
    return { id: address, title, section: textOf(heading), text: textOf(html) };
  });
}

/** The index of all pages, as JSON. */
export function searchIndex(pages: Built[]): string {
  const index = new MiniSearch(OPTIONS);
  index.addAll(pages.flatMap(sectionsOf));
  return JSON.stringify(index);
}

/** @throws {Error} naming the links of these pages to sections that do not exist. */
export function needSections(pages: Built[]): void {
  const ids = new Map(
    pages.map(({ url, content }) => [
      url,
      new Set([...content.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const broken = pages.flatMap(({ url, content }) =>
    [...content.matchAll(/ href="([^"#]*)#([^"]+)"/g)]
      .filter(([, page, id]) => ids.get(page || url)?.has(id) === false)
      .map(([, page, id]) => `${url}: ${page}#${id}`),
  );
  if (broken.length > 0) throw new Error(`links to no section:\n${broken.join('\n')}`);
}
