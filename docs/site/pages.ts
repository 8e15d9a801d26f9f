// Which files of the repository are pages of the guide, and at which address.
import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Under this the lab serves the guide. */
export const BASE = '/guide/';

/** The groups of the navigation, with the paths of their pages, in their order. */
const GROUPS: [title: string, path: RegExp][] = [
  ['Guide', /^docs\/guide\/[^/]+\.md$/],
  ['Lessons', /^lessons\/([0-9][^/]*\/)?README\.md$/],
  ['Reference', /^(README|docs\/[^/]+|docs\/bench\/README)\.md$/],
  ['Runbooks', /^docs\/runbooks\/[^/]+\.md$/],
  ['Decisions', /^docs\/decisions\/[^/]+\.md$/],
];

/** The guide's pages in the order in which they are best read; others follow by name. */
const FIRST = ['README', 'IMPLEMENTATION-GUIDE', 'QUICK-REFERENCE', 'trace-context'];

export const GROUP_TITLES = GROUPS.map(([title]) => title);

/** The path of a page in the repository, from what Eleventy calls it. */
export const pathOf = ({ inputPath }: { inputPath: string }): string =>
  inputPath.replace(/^\.\//, '');

/** The group of a page; undefined for a file that is none, such as a lesson's hints. */
export const groupOf = (path: string): string | undefined =>
  GROUPS.find(([, pattern]) => pattern.test(path))?.[0];

/** Sorts as the navigation does. */
export function rankOf(path: string): string {
  const name = path.split('/').at(-1)?.replace('.md', '') ?? '';
  const rank = FIRST.indexOf(name);
  return `${rank === -1 || !path.startsWith('docs/guide/') ? FIRST.length : rank} ${path.replace('README.md', '')}`;
}

/** The address of a page below BASE: docs/guide/x.md is x/, lessons/03-y/README.md is lessons/03-y/. */
export function pageAddress(path: string): string {
  if (path === 'README.md') return 'lab/';
  return path
    .replace(/^docs\/(guide\/)?/, '')
    .replace(/README\.md$/, '')
    .replace(/\.md$/, '/');
}

/**
 * Where a relative link of `page` leads: an address of the guide, or undefined for a file of the
 * repository that is not part of it.
 * @throws {Error} when it leads to a page or picture that does not exist.
 */
export function targetOf(page: string, link: string): string | undefined {
  const [file = '', fragment] = link.split('#');
  const path = normalize(join(dirname(page), file)).replace(/\/$/, '');
  const pagePath = existsSync(join(path, 'README.md')) ? join(path, 'README.md') : path;
  const isPage = groupOf(pagePath) !== undefined;
  if (!isPage && !/^docs\/.*\.(png|svg|webp|json)$/.test(path)) return undefined;
  if (!existsSync(pagePath)) throw new Error(`${page}: there is no ${link}`);
  const address = isPage ? pageAddress(pagePath) : path.replace('docs/', '');
  return BASE + address + (fragment ? `#${fragment}` : '');
}
