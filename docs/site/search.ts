// The search field of the guide, in the browser. The index is loaded when somebody begins to type.
import MiniSearch from 'minisearch';

const field = document.querySelector<HTMLInputElement>('#search');
const list = document.querySelector<HTMLElement>('#found');
/** All words, also their beginnings; those of headings count more. */
const HOW = { prefix: true, combineWith: 'AND', boost: { title: 3, section: 2 } } as const;
let index: Promise<MiniSearch> | undefined;

function load(): Promise<MiniSearch> {
  index ??= fetch('/guide/assets/search.json')
    .then((answer) => answer.text())
    .then((json) => MiniSearch.loadJSON(json, { fields: ['title', 'section', 'text'] }));
  return index;
}

async function search(): Promise<void> {
  if (!field || !list) return;
  const words = field.value.trim();
  const found = words ? (await load()).search(words, HOW).slice(0, 12) : [];
  // What was typed while the index was loading comes after this.
  if (field.value.trim() !== words) return;
  list.replaceChildren(
    ...found.map(({ id, title, section }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = id;
      link.textContent = section ? `${title}: ${section}` : title;
      item.append(link);
      return item;
    }),
  );
  list.hidden = words === '';
  const status = document.querySelector('#found-status');
  if (status) status.textContent = words ? `${found.length} places found` : '';
}

field?.addEventListener('input', () => void search());
// What was typed before this was loaded.
void search();
