// The form for a new task; passes the input to task-list.ts.
import type { NewTask } from '../api/task-api.ts';
import { findElement } from '../page/find-element.ts';

/**
 * Adds behaviour to the form. `add` resolves to false when the task was not added; the text then
 * stays. `refuse` is called with the reason when a task cannot be sent at all.
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
    // A second Enter during the first request would add the task twice.
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
