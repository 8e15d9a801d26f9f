// task-list.ts: where each click begins. Draws with task-item.ts, asks task-api.ts, traces each action.
import { part } from './part.ts';
import type { Task, TaskApi } from './task-api.ts';
import { createTaskItem } from './task-item.ts';
import type { ActionName, TraceAction } from './trace-action.ts';
import type { ReportAction } from './trace-status.ts';

export interface TaskListNeeds {
  api: TaskApi;
  traceAction: TraceAction;
  reportAction: ReportAction;
}

/** Shows the tasks in `element` and handles what the user does with them. */
export function showTaskList(element: HTMLElement, needs: TaskListNeeds): Promise<void> {
  const { api, traceAction, reportAction } = needs;
  const form = part<HTMLFormElement>(element, 'form');
  const title = part<HTMLInputElement>(element, '#new-title');
  const description = part<HTMLTextAreaElement>(element, '#new-description');
  const list = part(element, '[data-part=tasks]');
  const template = part<HTMLTemplateElement>(element, 'template');
  const problem = part(element, '#problem');
  const message = part(element, '[data-part=message]');

  /** Runs one user action in its span; says what went wrong; tells whether it went well. */
  async function perform(name: ActionName, action: () => Promise<void>): Promise<boolean> {
    let traceId: string | undefined;
    let failed = false;
    problem.textContent = '';
    try {
      await traceAction(name, (id) => {
        traceId = id;
        return action();
      });
    } catch (error) {
      failed = true;
      problem.textContent = error instanceof Error ? error.message : String(error);
    }
    reportAction({ name, traceId, failed });
    return !failed;
  }

  async function load(): Promise<void> {
    element.dataset.state = 'loading';
    const loaded = await perform('load_tasks', async () => {
      const tasks = await api.listTasks();
      list.replaceChildren(...tasks.map(itemOf));
      showCount();
    });
    if (!loaded) element.dataset.state = 'error';
  }

  async function add(): Promise<void> {
    const newTask = { title: title.value.trim(), description: description.value.trim() };
    if (!newTask.title) {
      problem.textContent = 'A task needs a title.';
      title.ariaInvalid = 'true';
      title.focus();
      return;
    }
    title.ariaInvalid = null;
    // A second Enter while the first is on its way would add the task twice.
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    await perform('add_task', async () => {
      list.prepend(itemOf(await api.createTask(newTask)));
      form.reset();
      showCount();
      message.textContent = `Added ${newTask.title}`;
    });
    form.ariaBusy = null;
    title.focus();
  }

  function toggle(task: Task, completed: boolean): Promise<boolean> {
    return perform(completed ? 'complete_task' : 'reopen_task', async () => {
      const changed = await api.changeTask(task.id, { completed });
      showCount();
      message.textContent = `${changed.completed ? 'Completed' : 'Reopened'} ${changed.title}`;
    });
  }

  function remove(task: Task, item: HTMLElement): Promise<boolean> {
    return perform('delete_task', async () => {
      await api.deleteTask(task.id);
      // The focused button goes away with its task: its neighbour takes the focus.
      const neighbour = item.nextElementSibling ?? item.previousElementSibling;
      item.remove();
      showCount();
      (neighbour?.querySelector('button') ?? title).focus();
      message.textContent = `Deleted ${task.title}`;
    });
  }

  function itemOf(task: Task): HTMLElement {
    return createTaskItem(template, task, { toggle, remove });
  }

  function showCount(): void {
    const done = list.querySelectorAll('input:checked').length;
    const open = list.childElementCount - done;
    part(element, '[data-part=summary]').textContent = `${open} open, ${done} done`;
    element.dataset.state = list.childElementCount > 0 ? 'ready' : 'empty';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void add();
  });
  const retry = part(element, '[data-part=retry]');
  retry.addEventListener('click', async () => {
    await load();
    // Loading hides the button, and with it the focus.
    (element.dataset.state === 'error' ? retry : title).focus();
  });
  return load();
}
