// The task that unit tests use.
import type { Task } from '../api/task-api.ts';

export const milk: Task = {
  id: 7,
  title: 'Buy milk',
  description: '',
  completed: false,
  version: 1,
  created_at: '2026-11-21T10:00:00.000Z',
  updated_at: '2026-11-21T10:00:00.000Z',
};
