// Builds the guide from the repository's Markdown into docs/site/dist, which nginx serves at /guide/.
// Run from the repository's root: docs/site/node_modules/.bin/eleventy --config=docs/site/eleventy.config.ts
// What a page may link to is checked: a link that leads nowhere ends the build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { pages } from './markdown.ts';
import { BASE, GROUP_TITLES, groupOf, pageAddress, pathOf, rankOf } from './pages.ts';
import { type Built, needSections, searchIndex } from './search-index.ts';

const here = import.meta.dirname;
const output = join(here, 'dist');

interface Page {
  inputPath: string;
  rawInput: string;
}
interface Item {
  page: Page;
}
/** What we use of Eleventy's configuration, which has no types of its own. */
interface Configuration {
  addPassthroughCopy(paths: Record<string, string>): void;
  setUseGitIgnore(use: boolean): void;
  amendLibrary(
    name: 'md',
    change: (markdown: { set(options: object): { use(plugin: typeof pages): void } }) => void,
  ): void;
  addGlobalData(name: string, value: unknown): void;
  addCollection(name: string, make: (all: { getAll(): Item[] }) => Item[]): void;
  on(event: 'eleventy.after', act: (done: { results: Built[] }) => void): void;
}

/** What the browser loads beside the pages. */
function writeAssets(built: Built[]): void {
  const assets = join(output, 'assets');
  mkdirSync(assets, { recursive: true });
  const source = readFileSync(join(here, 'search.ts'), 'utf8');
  const browser = stripTypeScriptTypes(source).replace("'minisearch'", "'./minisearch.js'");
  writeFileSync(join(assets, 'search.js'), browser);
  writeFileSync(join(assets, 'search.json'), searchIndex(built));
}

export default function (config: Configuration) {
  config.addPassthroughCopy({
    'docs/images': 'images',
    'docs/guide/*.svg': 'guide',
    'docs/bench/*.svg': 'bench',
    'docs/bench/*.json': 'bench',
    'docs/site/style.css': 'assets/style.css',
    'frontend/src/page/tokens.css': 'assets/tokens.css',
    'docs/site/node_modules/minisearch/dist/es/index.js': 'assets/minisearch.js',
  });
  config.setUseGitIgnore(false);
  config.amendLibrary('md', (markdown) => markdown.set({ html: true }).use(pages));
  config.addGlobalData('layout', 'layout.njk');
  config.addGlobalData('groups', GROUP_TITLES);
  config.addGlobalData('eleventyComputed', {
    permalink: ({ page }: Item) =>
      groupOf(pathOf(page)) ? `${pageAddress(pathOf(page))}index.html` : false,
    title: ({ page }: Item) => /^# (.*)/m.exec(page.rawInput)?.[1]?.replaceAll('`', '') ?? '',
    ownGroup: ({ page }: Item) => groupOf(pathOf(page)),
  });
  for (const title of GROUP_TITLES) {
    config.addCollection(title, (all) =>
      all
        .getAll()
        .filter(({ page }: Item) => groupOf(pathOf(page)) === title)
        .sort((a: Item, b: Item) => rankOf(pathOf(a.page)).localeCompare(rankOf(pathOf(b.page)))),
    );
  }
  config.on('eleventy.after', ({ results }: { results: Built[] }) => {
    const built = results.map(({ url, content }) => ({ url: BASE + url.slice(1), content }));
    needSections(built);
    writeAssets(built);
  });
  return {
    pathPrefix: BASE,
    templateFormats: ['md'],
    markdownTemplateEngine: false,
    dir: { input: '.', includes: 'docs/site', output: 'docs/site/dist' },
  };
}
