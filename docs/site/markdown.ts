// Makes markdown-it write GitHub's heading ids, lead links within the repository to the guide, and let
// the keyboard reach what scrolls.
import GithubSlugger from 'github-slugger';
import { pathOf, targetOf } from './pages.ts';

interface Token {
  type: string;
  tag: string;
  content: string;
  children: Token[] | null;
  attrs: [name: string, value: string][] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}
interface MarkdownIt {
  core: {
    ruler: {
      push(name: string, rule: (state: { tokens: Token[]; env: PageData }) => void): void;
    };
  };
}
interface PageData {
  page: { inputPath: string };
}

const isOutside = (link: string): boolean => /^([a-z]+:|#|\/)/.test(link);

/** Headings get the ids that they have on GitHub. */
function nameHeadings(tokens: Token[]): void {
  const slugger = new GithubSlugger();
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open') return;
    const text = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('');
    token.attrSet('id', slugger.slug(text));
  });
}

/** A link to a file that is not part of the guide becomes the file's name: readers have the file. */
function leadLinks(tokens: Token[], page: string): void {
  let open: Token | undefined;
  for (const token of tokens) {
    const name = token.type === 'image' ? 'src' : 'href';
    const link = ['image', 'link_open'].includes(token.type) ? token.attrGet(name) : null;
    if (link && !isOutside(link)) {
      const target = targetOf(page, link);
      if (target) {
        token.attrSet(name, target);
      } else {
        open = token;
        token.tag = 'span';
        token.attrs = [
          ['class', 'file'],
          ['title', 'a file of the repository'],
        ];
      }
    }
    if (token.type === 'link_close' && open) {
      token.tag = 'span';
      open = undefined;
    }
  }
}

/** The same for pictures and links that are written as HTML. */
const leadHtml = (html: string, page: string): string =>
  html.replaceAll(/ (src|srcset|href)="([^"]+)"/g, (all, name: string, link: string) => {
    const target = isOutside(link) ? undefined : targetOf(page, link);
    return target ? ` ${name}="${target}"` : all;
  });

/** Code and tables scroll sideways in a narrow window: by keyboard only when they can have the focus. */
const isScrollable = ({ type }: Token): boolean =>
  ['fence', 'code_block', 'table_open'].includes(type);

/** A plugin of markdown-it. */
export function pages(markdown: MarkdownIt): void {
  markdown.core.ruler.push('pages', ({ tokens, env }) => {
    const page = pathOf(env.page);
    nameHeadings(tokens);
    for (const token of tokens) {
      if (isScrollable(token)) token.attrSet('tabindex', '0');
      leadLinks(token.children ?? [], page);
    }
    for (const token of tokens.flatMap((one) => [one, ...(one.children ?? [])])) {
      if (token.type.startsWith('html_')) token.content = leadHtml(token.content, page);
    }
  });
}
