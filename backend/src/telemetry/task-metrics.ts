// The number of tasks by state: a gauge that is read at each export.
import { metrics } from '@opentelemetry/api';
import type { TaskCounts } from '../task.ts';
import { ATTRIBUTE, METRIC, SCOPE } from './names.ts';

/**
 * @param count is called at each export, every 1.5 s, so it must be cheap. When it throws, there is no
 *   value, which is better than an old one.
 */
export function observeTasks(count: () => TaskCounts): void {
  metrics
    .getMeter(SCOPE)
    .createObservableGauge(METRIC.tasks.name, METRIC.tasks)
    .addCallback((result) => {
      const { open, done } = count();
      result.observe(open, { [ATTRIBUTE.taskState]: 'open' });
      result.observe(done, { [ATTRIBUTE.taskState]: 'done' });
    });
}
