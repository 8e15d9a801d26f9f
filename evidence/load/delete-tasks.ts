// Deletes what a run left in the user's list.
import type { Client } from './client.ts';
import { sideBySide } from './schedule.ts';

/**
 * Deletes the tasks whose title contains `run`, including tasks whose creation got no answer. Gives
 * up when nothing answers, and after 200 rounds.
 */
export async function deleteTasksOf(run: string, client: Client): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    const { status, body } = await client.send({
      method: 'GET',
      path: `/api/tasks?search=${run}&limit=100`,
    });
    if (status !== 200) return;
    const { tasks } = JSON.parse(body) as { tasks: { id: number }[] };
    if (tasks.length === 0) return;
    await sideBySide(tasks, 10, ({ id }) =>
      client.send({ method: 'DELETE', path: `/api/tasks/${id}` }),
    );
  }
}
