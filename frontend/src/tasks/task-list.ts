// Draws the state of task-board.ts and passes user actions to it. task-item.ts is one list item; the
// form, the filters and the undo bar are in the other files of this folder.
import type { Perform } from '../actions/perform-action.ts';
import { findElement } from '../page/find-element.ts';
import { showNewTaskForm } from './new-task-form.ts';
import { type BoardView, TaskBoard } from './task-board.ts';
import { isFiltered, showTaskFilter } from './task-filter.ts';
import { createTaskItem, type TaskItem, type TaskItemHandlers } from './task-item.ts';
import type { Row } from './task-rows.ts';
import type { OfferUndo } from './undo-bar.ts';

/** Shows the tasks in `element` and handles what the user does with them. */
export function showTaskList(
  element: HTMLElement,
  perform: Perform,
  offerUndo: OfferUndo,
): TaskBoard {
  const list = findElement(element, '[data-part=tasks]');
  const form = findElement<HTMLFormElement>(element, '.new-task');
  const retry = findElement(element, '[data-part=retry]');
  const more = findElement(element, '[data-part=more]');
  const board: TaskBoard = new TaskBoard(
    perform,
    viewOf(element, list, () => handlersOf(board, list, form, offerUndo)),
  );
  const filter = showTaskFilter(findElement(element, '.filters'), (name, query) =>
    board.load(name, query),
  );

  showNewTaskForm(
    form,
    (task) => board.add(task),
    (reason) => warn(element, reason),
  );
  more.addEventListener('click', () => board.loadMore());
  retry.addEventListener('click', async () => {
    await board.load();
    // Loading hides the button, and with it the focus.
    (board.phase === 'error' ? retry : findElement(form, '#new-title')).focus();
  });
  void board.load('load_tasks', filter);
  return board;
}

/** The handlers for clicks on a task; `form` gets the focus when no task is left. */
function handlersOf(
  board: TaskBoard,
  list: HTMLElement,
  form: HTMLElement,
  offerUndo: OfferUndo,
): TaskItemHandlers {
  const itemOf = (row: Row) => list.children[board.rows.indexOf(row)];
  return {
    toggle: (row, completed) =>
      keepingFocus(itemOf(row), form, () => board.change(nameOf(completed), row, { completed })),
    save: (row, change, before) => board.change('edit_task', row, change, before),
    remove: async (row) => {
      const index = board.rows.indexOf(row);
      const undo = await keepingFocus(itemOf(row), form, () => board.remove(row));
      if (!undo) return;
      offerUndo(row.task.title, async () => {
        const restored = await undo();
        if (restored) findElement(list.children[index] ?? form, 'input').focus();
        return restored;
      });
    },
  };
}

/** If `action` removes `item` while it has the focus, its neighbour gets the focus. */
async function keepingFocus<T>(
  item: Element | undefined,
  form: HTMLElement,
  action: () => Promise<T>,
): Promise<T> {
  const hadFocus = item?.contains(document.activeElement);
  const neighbour = item?.nextElementSibling ?? item?.previousElementSibling ?? form;
  const running = action();
  const moveFocus = () => {
    if (hadFocus && !item?.isConnected) findElement(neighbour, 'button, #new-title').focus();
  };
  moveFocus();
  return running.finally(moveFocus);
}

const nameOf = (completed: boolean) => (completed ? 'complete_task' : 'reopen_task');

function viewOf(
  element: HTMLElement,
  list: HTMLElement,
  handlers: () => TaskItemHandlers,
): BoardView {
  const template = findElement<HTMLTemplateElement>(element, 'template');
  // Keyed by row, not by task id: a new task gets its id only after it is shown.
  const items = new Map<Row, TaskItem>();

  function draw(board: TaskBoard): void {
    for (const [row, item] of items) {
      if (board.rows.includes(row)) continue;
      item.element.remove();
      items.delete(row);
    }
    board.rows.forEach((row, index) => {
      const item = items.get(row) ?? createTaskItem(template, row, handlers());
      items.set(row, item);
      // Moves only items that are in the wrong place: moving removes the focus.
      const inPlace = list.children[index];
      if (inPlace !== item.element) list.insertBefore(item.element, inPlace ?? null);
      item.update(row);
    });
    drawState(element, board);
  }
  return {
    draw,
    say: (message) => {
      findElement(element, '[data-part=message]').textContent = message;
    },
    warn: (reason) => warn(element, reason),
  };
}

function warn(element: HTMLElement, reason: string): void {
  findElement(element, '#problem').textContent = reason;
}

function drawState(element: HTMLElement, { phase, rows, nextCursor }: TaskBoard): void {
  const done = rows.filter((row) => row.task.completed).length;
  const empty = isFiltered(findElement(element, '.filters')) ? 'nothing-found' : 'empty';
  // Without rows but with a next page the list is not empty: the button for it shows.
  const none = phase === 'ready' && rows.length === 0 && nextCursor === null;
  element.dataset.state = none ? empty : phase;
  const count = `${rows.length - done} open, ${done} done`;
  findElement(element, '[data-part=summary]').textContent = nextCursor
    ? `First ${rows.length}: ${count}`
    : count;
  findElement(element, '[data-part=more]').hidden = nextCursor === null;
}
