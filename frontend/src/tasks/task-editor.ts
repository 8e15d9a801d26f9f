// task-editor.ts: the form that takes a task's place while it is edited; opened by task-item.ts.
import type { Task, TaskChange } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';
import type { Row } from './task-rows.ts';

export interface TaskEditorHandlers {
  save: (change: TaskChange, before: Task) => Promise<boolean>;
  /** The form is no longer needed. */
  closed: () => void;
}

const FIELDS = ['title', 'description'] as const;

/** Handles the form and returns how to open it. Enter saves, Escape leaves all as it was. */
export function showTaskEditor(form: HTMLFormElement, { save, closed }: TaskEditorHandlers) {
  const inputs = {
    title: findElement<HTMLInputElement>(form, '[data-field=title]'),
    description: findElement<HTMLTextAreaElement>(form, '[data-field=description]'),
  };
  let task: Task;

  /** `conflict` says what was typed before somebody else was faster; `task` is their version. */
  function open(edited: Task, conflict?: Row['conflict']): void {
    task = edited;
    for (const field of FIELDS) {
      inputs[field].value = conflict?.mine[field] ?? edited[field];
      inputs[field].ariaInvalid = null;
      showTheirs(form, field, conflict?.fields.includes(field) ? edited[field] : undefined);
    }
    form.hidden = false;
    inputs.title.focus();
  }

  function close(): void {
    form.hidden = true;
    closed();
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const change = changeOf(task, inputs.title.value.trim(), inputs.description.value.trim());
    inputs.title.ariaInvalid = change.title === '' ? 'true' : null;
    if (change.title === '') {
      inputs.title.focus();
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
      inputs[field].value = task[field];
      inputs[field].focus();
    });
  }
  return { open };
}

/** Shows below a field what somebody else made of it, with a button that takes it over. */
function showTheirs(form: HTMLFormElement, field: string, theirs: string | undefined): void {
  const note = findElement(form, `[data-theirs=${field}]`);
  note.hidden = theirs === undefined;
  findElement(note, 'q').textContent = theirs ?? '';
}

/** Only what differs: what I did not touch must not overwrite what somebody else changes. */
function changeOf(task: Task, title: string, description: string): TaskChange {
  const change: TaskChange = {};
  if (title !== task.title) change.title = title;
  if (description !== task.description) change.description = description;
  return change;
}
