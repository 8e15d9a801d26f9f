// new-task-form.ts: the form of index.html; it hands what was typed to task-list.ts.
import type { NewTask } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';

/**
 * Handles the form. `add` resolves to false when the task was not added: the text then stays.
 * `refuse` is told why a task cannot even be sent.
 */
export function showNewTaskForm(
  form: HTMLFormElement,
  add: (task: NewTask) => Promise<boolean>,
  refuse: (reason: string) => void,
): void {
  const title = findElement<HTMLInputElement>(form, '#new-title');
  const description = findElement<HTMLTextAreaElement>(form, '#new-description');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    // A second Enter while the first is on its way would add the task twice.
    if (form.ariaBusy === 'true') return;
    const task = { title: title.value.trim(), description: description.value.trim() };
    title.ariaInvalid = task.title ? null : 'true';
    if (task.title) {
      form.ariaBusy = 'true';
      if (await add(task)) form.reset();
      form.ariaBusy = null;
    } else {
      refuse('A task needs a title.');
    }
    title.focus();
  });
}
