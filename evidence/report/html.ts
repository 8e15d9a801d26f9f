// Pieces of HTML. Whatever is inserted is escaped, unless it is such a piece itself.

/** HTML that is safe to insert. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Inserted = Html | Html[] | string | number | null | undefined;

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(inserted: Inserted): string {
  if (inserted instanceof Html) return inserted.text;
  if (Array.isArray(inserted)) return inserted.map(({ text }) => text).join('');
  return String(inserted ?? '–').replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** A template of HTML, as in html`<td>${value}</td>`. */
export function html(strings: TemplateStringsArray, ...inserted: Inserted[]): Html {
  return new Html(String.raw({ raw: strings }, ...inserted.map(escaped)));
}

/** A column heading; numbers are aligned to the right. */
export interface Column {
  title: string;
  number?: boolean;
}

/** "#" in front of a heading marks a column of numbers. */
const columnOf = (heading: string): Column =>
  heading.startsWith('#') ? { title: heading.slice(1), number: true } : { title: heading };

/**
 * A table. Cells are values or whole <td> elements.
 * @param headings with # in front for columns of numbers.
 */
export function table(headings: string[], rows: Inserted[][]): Html {
  const columns = headings.map(columnOf);
  const head = columns.map(({ title, number }) =>
    number ? html`<th class="number">${title}</th>` : html`<th>${title}</th>`,
  );
  const cell = (value: Inserted, index: number): Html => {
    if (value instanceof Html && value.text.startsWith('<td')) return value;
    return columns[index]?.number
      ? html`<td class="number">${value}</td>`
      : html`<td>${value}</td>`;
  };
  const body = rows.map((row) => html`<tr>${row.map(cell)}</tr>`);
  return html`<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}
