// task-list.ts: where each click begins. Draws with task-item.ts, asks task-api.ts, traces each action.
import { showNewTaskForm } from './new-task-form.ts';
import { part } from './part.ts';
import type { NewTask, Task, TaskApi } from './task-api.ts';
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
  const { api } = needs;
  const form = part<HTMLFormElement>(element, 'form');
  const list = part(element, '[data-part=tasks]');
  const retry = part(element, '[data-part=retry]');
  const template = part<HTMLTemplateElement>(element, 'template');
  const message = part(element, '[data-part=message]');
  const problem = part(element, '#problem');

  const itemOf = (task: Task) => createTaskItem(template, task, { toggle, remove });
  const perform = performerOf(needs, problem);

  async function load(): Promise<void> {
    element.dataset.state = 'loading';
    const loaded = await perform('load_tasks', async () => {
      list.replaceChildren(...(await api.listTasks()).map(itemOf));
      showCount(element, list);
    });
    if (!loaded) element.dataset.state = 'error';
  }

  function add(newTask: NewTask): Promise<boolean> {
    return perform('add_task', async () => {
      list.prepend(itemOf(await api.createTask(newTask)));
      showCount(element, list);
      message.textContent = `Added ${newTask.title}`;
    });
  }

  function toggle(task: Task, completed: boolean): Promise<boolean> {
    return perform(completed ? 'complete_task' : 'reopen_task', async () => {
      const changed = await api.changeTask(task.id, { completed });
      showCount(element, list);
      message.textContent = `${changed.completed ? 'Completed' : 'Reopened'} ${changed.title}`;
    });
  }

  function remove(task: Task, item: HTMLElement): Promise<boolean> {
    return perform('delete_task', async () => {
      await api.deleteTask(task.id);
      // The focused button goes away with its task: its neighbour takes the focus.
      const neighbour = item.nextElementSibling ?? item.previousElementSibling ?? form;
      item.remove();
      part(neighbour, 'button, #new-title').focus();
      showCount(element, list);
      message.textContent = `Deleted ${task.title}`;
    });
  }

  showNewTaskForm(form, add, (reason) => {
    problem.textContent = reason;
  });
  retry.addEventListener('click', async () => {
    await load();
    // Loading hides the button, and with it the focus.
    (element.dataset.state === 'error' ? retry : part(form, '#new-title')).focus();
  });
  return load();
}

/**
 * Returns the function that runs one user action in its span and reports it. It shows in `problem`
 * what went wrong and resolves to whether the action went well.
 */
function performerOf({ traceAction, reportAction }: TaskListNeeds, problem: HTMLElement) {
  return async (name: ActionName, action: () => Promise<void>): Promise<boolean> => {
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
  };
}

function showCount(element: HTMLElement, list: HTMLElement): void {
  const done = list.querySelectorAll('input:checked').length;
  const open = list.childElementCount - done;
  part(element, '[data-part=summary]').textContent = `${open} open, ${done} done`;
  element.dataset.state = list.childElementCount > 0 ? 'ready' : 'empty';
}
