// task-item.ts: draws one task from the template in index.html; task-list.ts decides what it does.
import { part } from './part.ts';
import type { Task } from './task-api.ts';

export interface TaskItemHandlers {
  /** Resolves to false when the change failed; the checkbox then goes back. */
  toggle: (task: Task, completed: boolean) => Promise<boolean>;
  remove: (task: Task, item: HTMLElement) => Promise<boolean>;
}

/** Returns the list item for `task`. */
export function createTaskItem(
  template: HTMLTemplateElement,
  task: Task,
  { toggle, remove }: TaskItemHandlers,
): HTMLElement {
  const copy = template.content.cloneNode(true) as DocumentFragment;
  const item = part(copy, 'li');
  const checkbox = part<HTMLInputElement>(item, 'input');
  const deleteButton = part(item, '[data-part=delete]');
  // textContent, never innerHTML: a title is text, even when it looks like markup.
  part(item, '.task-title').textContent = task.title;
  part(item, '.task-description').textContent = task.description;
  checkbox.checked = task.completed;
  // Several buttons say "Delete": a screen reader must hear which task is meant.
  deleteButton.ariaLabel = `Delete ${task.title}`;
  item.dataset.taskId = String(task.id);

  checkbox.addEventListener('change', async () => {
    const wanted = checkbox.checked;
    const changed = await whenIdle(item, () => toggle(task, wanted));
    if (!changed) checkbox.checked = !wanted;
  });
  deleteButton.addEventListener('click', () => whenIdle(item, () => remove(task, item)));
  return item;
}

/** One action at a time per task. Not by `disabled`: that would take the keyboard focus away. */
async function whenIdle(item: HTMLElement, action: () => Promise<boolean>): Promise<boolean> {
  if (item.ariaBusy === 'true') return false;
  item.ariaBusy = 'true';
  try {
    return await action();
  } finally {
    item.ariaBusy = null;
  }
}
