// One task in the list, from the template in index.html. Created by task-list.ts, edited by
// task-editor.ts; task-board.ts handles the clicks.
import type { Task, TaskChange } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';
import { showTaskEditor } from './task-editor.ts';
import type { Row } from './task-rows.ts';

export interface TaskItemHandlers {
  toggle: (row: Row, completed: boolean) => void;
  /** `before` is the task as the user saw it. Resolves to false when the change was not saved. */
  save: (row: Row, change: TaskChange, before: Task) => Promise<boolean>;
  remove: (row: Row) => void;
}

export interface TaskItem {
  element: HTMLElement;
  /** Draws `row` into the same element, which keeps the focus and any text being typed. */
  update: (row: Row) => void;
}

/** Creates the list item of a task. */
export function createTaskItem(
  template: HTMLTemplateElement,
  first: Row,
  { toggle, save, remove }: TaskItemHandlers,
): TaskItem {
  let row = first;
  let conflict: Row['conflict'];
  const element = findElement(template.content.cloneNode(true) as DocumentFragment, 'li');
  const checkbox = findElement<HTMLInputElement>(element, 'input[type=checkbox]');
  const editButton = findElement(element, '[data-part=edit]');
  const editor = showTaskEditor(findElement<HTMLFormElement>(element, 'form'), {
    save: (change, before) => save(row, change, before),
    closed: () => {
      delete element.dataset.editing;
      editButton.focus();
    },
  });

  checkbox.addEventListener('change', () => toggle(row, checkbox.checked));
  findElement(element, '[data-part=delete]').addEventListener('click', () => remove(row));
  editButton.addEventListener('click', () => {
    element.dataset.editing = '';
    editor.open(row.task);
  });

  function update(next: Row): void {
    row = next;
    drawTask(element, next);
    if (next.conflict === conflict) return;
    conflict = next.conflict;
    if (!conflict) return;
    element.dataset.editing = '';
    editor.open(next.task, conflict);
  }
  update(first);
  return { element, update };
}

function drawTask(element: HTMLElement, { task, busy }: Row): void {
  // textContent, never innerHTML: a title may look like markup.
  findElement(element, '.task-title').textContent = task.title;
  findElement(element, '.task-description').textContent = task.description;
  findElement<HTMLInputElement>(element, 'input[type=checkbox]').checked = task.completed;
  // Several buttons have the same text: screen readers must say for which task.
  findElement(element, '[data-part=edit]').ariaLabel = `Edit ${task.title}`;
  findElement(element, '[data-part=delete]').ariaLabel = `Delete ${task.title}`;
  // Not `disabled` during a request: that would remove the keyboard focus.
  element.ariaBusy = busy ? 'true' : null;
}
