// Immediate updates, rollbacks after errors, and changes by two people at once.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Perform } from '../actions/perform-action.ts';
import { ApiError, type Task, type TaskApi, type TaskPage } from '../api/task-api.ts';
import { milk } from '../testing/milk.ts';
import { TaskBoard } from './task-board.ts';
import type { Row } from './task-rows.ts';

let api: Partial<TaskApi>;
let actions: string[];
let said: string[];
let reason: string;
/** The titles at each drawing, completed ones in brackets. */
let drawn: string[];
let board: TaskBoard;

const perform: Perform = (name, action) => {
  actions.push(name);
  return action(api as TaskApi);
};
const bread: Task = { ...milk, id: 8, title: 'Bake bread', completed: true };
const page = (...tasks: Task[]): TaskPage => ({ tasks, next_cursor: null });
const fails = (status: number) => () => Promise.reject(new ApiError(status, `status ${status}`));

beforeEach(async () => {
  api = { listTasks: async () => page(milk, bread) };
  [actions, said, drawn, reason] = [[], [], [], ''];
  board = new TaskBoard(perform, {
    draw: ({ rows }) => drawn.push(rows.map(shown).join(', ')),
    say: (message) => said.push(message),
    warn: (why) => {
      reason = why;
    },
  });
  await board.load();
  drawn = [];
});

test('a task that is added shows before the API has answered', async () => {
  api.createTask = async (task) => ({ ...milk, ...task, id: 9 });
  assert.equal(await board.add({ title: 'New' }), true);
  assert.deepEqual(drawn, ['New, Buy milk, (Bake bread)', 'New, Buy milk, (Bake bread)']);
  assert.equal(board.rows[0]?.task.id, 9);
  assert.deepEqual(said, ['Added New']);
});

test('what the API refuses is taken back, with its reason', async () => {
  api = { createTask: fails(500), changeTask: fails(503), deleteTask: fails(500) };
  assert.equal(await board.add({ title: 'New' }), false);
  assert.equal(drawn.at(-1), 'Buy milk, (Bake bread)');
  assert.equal(reason, 'status 500');
  assert.equal(await board.change('complete_task', first(), { completed: true }), false);
  assert.deepEqual(drawn.slice(-2), ['(Buy milk), (Bake bread)', 'Buy milk, (Bake bread)']);
  assert.equal(await board.remove(first()), undefined);
  assert.deepEqual(drawn.slice(-2), ['(Bake bread)', 'Buy milk, (Bake bread)']);
});

test('a deleted task can be brought back, in its place and as it was', async () => {
  api.deleteTask = async () => undefined;
  api.createTask = async (task) => ({ ...bread, ...task, completed: false, id: 9 });
  api.changeTask = async (id, change) => ({ ...bread, ...change, id });
  const undo = await board.remove(board.rows[1] as Row);
  assert.equal(drawn.at(-1), 'Buy milk');
  assert.equal(await undo?.(), true);
  assert.equal(drawn.at(-1), 'Buy milk, (Bake bread)');
  assert.deepEqual(actions, ['load_tasks', 'delete_task', 'restore_task']);
});

test('two people change different things: both are kept', async () => {
  const theirs = { ...milk, title: 'Buy oat milk', version: 2 };
  api.changeTask = async (_id, change, version) => {
    if (version !== theirs.version) throw new ApiError(412, 'changed');
    return { ...theirs, ...change, version: 3 };
  };
  api.getTask = async () => theirs;
  assert.equal(await board.change('complete_task', first(), { completed: true }), true);
  assert.equal(drawn.at(-1), '(Buy oat milk), (Bake bread)');
});

test('two people change the same thing: mine is kept for me to decide', async () => {
  const theirs = { ...milk, title: 'Buy oat milk', version: 2 };
  api.changeTask = fails(412);
  api.getTask = async () => theirs;
  const mine = { title: 'Buy soy milk' };
  assert.equal(await board.change('edit_task', first(), mine), false);
  assert.deepEqual(first().task, theirs);
  assert.deepEqual(first().conflict, { mine, fields: ['title'] });
  assert.match(reason, /Somebody else changed/);
});

test('a task that somebody changed is not deleted unseen', async () => {
  const theirs = { ...milk, title: 'Buy oat milk', version: 2 };
  api.deleteTask = fails(412);
  api.getTask = async () => theirs;
  assert.equal(await board.remove(first()), undefined);
  assert.equal(drawn.at(-1), 'Buy oat milk, (Bake bread)');
});

test('a task that is gone leaves the page, whatever was wanted of it', async () => {
  api = { changeTask: fails(404), deleteTask: fails(404) };
  await board.change('complete_task', first(), { completed: true });
  assert.equal(drawn.at(-1), '(Bake bread)');
  assert.ok(await board.remove(first()));
  assert.equal(drawn.at(-1), '');
});

test('where only open tasks are shown, a completed one leaves', async () => {
  api.changeTask = async (_id, change) => ({ ...milk, ...change });
  await board.load('filter_tasks', { completed: false });
  await board.change('complete_task', first(), { completed: true });
  assert.equal(drawn.at(-1), '(Bake bread)');
});

test('an answer that a later question has overtaken is not shown', async () => {
  const slow = Promise.withResolvers<TaskPage>();
  api.listTasks = ({ search } = {}) =>
    search === 'm' ? slow.promise : Promise.resolve(page(bread));
  const overtaken = board.load('search_tasks', { search: 'm' });
  await board.load('search_tasks', { search: 'br' });
  slow.resolve(page(milk));
  await overtaken;
  assert.equal(drawn.at(-1), '(Bake bread)');
});

test('what happens while the list is loading again is not undone by it', async () => {
  const answer = Promise.withResolvers<TaskPage>();
  api = {
    listTasks: () => answer.promise,
    createTask: async (task) => ({ ...milk, ...task, id: 9 }),
    deleteTask: async () => undefined,
  };
  const [milkRow] = board.rows;
  const loading = board.load();
  await board.add({ title: 'New' });
  await board.remove(board.rows[2] as Row);
  answer.resolve(page({ ...milk, title: 'Buy oat milk', version: 2 }, bread));
  await loading;
  assert.equal(drawn.at(-1), 'New, Buy oat milk');
  assert.equal(board.rows[1], milkRow, 'and what is drawn of a task stays where the focus is');
});

test('a task that the list brings before its own answer shows once', async () => {
  const stored = { ...milk, id: 9, title: 'New' };
  const answer = Promise.withResolvers<Task>();
  api = { listTasks: async () => page(stored), createTask: () => answer.promise };
  const adding = board.add({ title: 'New' });
  await board.load();
  answer.resolve(stored);
  await adding;
  assert.equal(drawn.at(-1), 'New');
});

test('an edit is made from what was seen, not from what came since', async () => {
  const versions: number[] = [];
  api.changeTask = async (_id, change, version) => {
    versions.push(version);
    return { ...milk, ...change };
  };
  const seen = first().task;
  api.listTasks = async () => page({ ...milk, title: 'Buy oat milk', version: 2 });
  await board.load();
  await board.change('edit_task', first(), { title: 'Buy soy milk' }, seen);
  assert.deepEqual(versions, [1]);
});

test('the next page follows, without what was added here since', async () => {
  const asked: unknown[] = [];
  api.listTasks = async (query) => {
    asked.push(query?.cursor);
    return query?.cursor ? page(milk, bread) : { tasks: [milk], next_cursor: 'next' };
  };
  await board.load();
  await board.loadMore();
  assert.deepEqual(asked, [undefined, 'next']);
  assert.equal(drawn.at(-1), 'Buy milk, (Bake bread)');
  assert.equal(board.nextCursor, null);
});

test('a list that cannot be loaded is an error, one that cannot be loaded again stays', async () => {
  api.listTasks = fails(503);
  await board.load();
  assert.equal(board.phase, 'ready');
  assert.equal(drawn.at(-1), 'Buy milk, (Bake bread)');
  const empty = new TaskBoard(perform, { draw: () => {}, say: () => {}, warn: () => {} });
  await empty.load();
  assert.equal(empty.phase, 'error');
});

function first(): Row {
  return board.rows[0] ?? assert.fail('there is no row');
}

function shown({ task }: Row): string {
  return task.completed ? `(${task.title})` : task.title;
}
