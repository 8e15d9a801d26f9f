// The filters and the order of the list; task-list.ts sends the queries.

import type { TaskQuery } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';
import type { SpanName } from '../telemetry/names.ts';

/** The search starts after this pause in typing, not at each letter. */
const TYPING_PAUSE_MS = 250;

const SHOWN: Record<string, boolean | undefined> = { all: undefined, open: false, done: true };

/**
 * Adds behaviour to the filters and returns the initial query. Filter and order are in the page's
 * address, so that a reload or a bookmark keeps them. The search text is not, since addresses end up
 * in logs.
 */
export function showTaskFilter(
  element: HTMLElement,
  ask: (name: SpanName, query: TaskQuery) => void,
): TaskQuery {
  let typing: ReturnType<typeof setTimeout> | undefined;
  readAddress(element, new URLSearchParams(location.search));

  element.addEventListener('change', (event) => {
    // The search field sends queries while the user types.
    if (event.target === findElement(element, '[type=search]')) return;
    writeAddress(element);
    ask('filter_tasks', queryOf(element));
  });
  findElement(element, '[type=search]').addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => ask('search_tasks', queryOf(element)), TYPING_PAUSE_MS);
  });
  return queryOf(element);
}

/** Whether the query is limited: an empty list then does not mean that there are no tasks. */
export function isFiltered(element: HTMLElement): boolean {
  const { completed, search } = queryOf(element);
  return completed !== undefined || search !== '';
}

function queryOf(element: HTMLElement): TaskQuery {
  return {
    completed: SHOWN[shownIn(element)],
    search: findElement<HTMLInputElement>(element, '[type=search]').value.trim(),
    // The options in index.html are among the API's orders.
    sort: findElement<HTMLSelectElement>(element, 'select').value as Required<TaskQuery>['sort'],
  };
}

const shownIn = (element: HTMLElement) =>
  findElement<HTMLInputElement>(element, '[type=radio]:checked').value;

function readAddress(element: HTMLElement, parameters: URLSearchParams): void {
  for (const radio of element.querySelectorAll<HTMLInputElement>('[type=radio]')) {
    radio.checked = radio.value === (parameters.get('show') ?? 'all');
  }
  const sort = findElement<HTMLSelectElement>(element, 'select');
  sort.value = parameters.get('sort') ?? sort.value;
  // Addresses may contain anything.
  if (sort.selectedIndex < 0) sort.selectedIndex = 0;
  if (!element.querySelector('[type=radio]:checked')) {
    findElement<HTMLInputElement>(element, '[value=all]').checked = true;
  }
}

function writeAddress(element: HTMLElement): void {
  const address = new URL(location.href);
  address.searchParams.set('show', shownIn(element));
  address.searchParams.set('sort', findElement<HTMLSelectElement>(element, 'select').value);
  history.replaceState(null, '', address);
}
