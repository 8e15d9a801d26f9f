// The form that replaces a task while it is edited; opened by task-item.ts.
import type { Task, TaskChange } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';
import type { Row } from './task-rows.ts';

export interface TaskEditorHandlers {
  save: (change: TaskChange, before: Task) => Promise<boolean>;
  /** Called when the form is no longer needed. */
  closed: () => void;
}

const FIELDS = ['title', 'description'] as const;

type EditedField = (typeof FIELDS)[number];
type Conflict = Row['conflict'];

const inputIn = (form: HTMLFormElement, field: EditedField) =>
  findElement<HTMLInputElement | HTMLTextAreaElement>(form, `[data-field=${field}]`);

/** Adds behaviour to the form; returns a function that opens it. Enter saves, Escape cancels. */
export function showTaskEditor(form: HTMLFormElement, { save, closed }: TaskEditorHandlers) {
  const title = inputIn(form, 'title');
  let task: Task;

  function open(edited: Task, conflict?: Conflict): void {
    task = edited;
    for (const field of FIELDS) fillIn(form, field, edited, conflict);
    form.hidden = false;
    title.focus();
  }

  function close(): void {
    form.hidden = true;
    closed();
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const change = changeOf(task, form);
    title.ariaInvalid = change.title === '' ? 'true' : null;
    if (change.title === '') {
      title.focus();
      return;
    }
    close();
    if (Object.keys(change).length > 0) await save(change, task);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  findElement(form, '[data-part=cancel]').addEventListener('click', close);
  for (const field of FIELDS) {
    findElement(form, `[data-theirs=${field}] button`).addEventListener('click', () => {
      const input = inputIn(form, field);
      input.value = task[field];
      input.focus();
    });
  }
  return { open };
}

/** `conflict` is what the user typed before somebody else saved `task`. */
function fillIn(form: HTMLFormElement, field: EditedField, task: Task, conflict: Conflict): void {
  const input = inputIn(form, field);
  input.value = conflict?.mine[field] ?? task[field];
  input.ariaInvalid = null;
  const note = findElement(form, `[data-theirs=${field}]`);
  note.hidden = !conflict?.fields.includes(field);
  findElement(note, 'q').textContent = task[field];
}

/** Only the changed fields, so that others' changes to the rest are not overwritten. */
function changeOf(task: Task, form: HTMLFormElement): TaskChange {
  const change: TaskChange = {};
  for (const field of FIELDS) {
    const value = inputIn(form, field).value.trim();
    if (value !== task[field]) change[field] = value;
  }
  return change;
}
