// What the stores still have of the time before a flood.
import { logMetric } from '../../stores/loki.ts';
import { samples } from '../../stores/prometheus.ts';
import { spansOfTrace } from '../../stores/tempo.ts';

export interface Earlier {
  /** Of one trace. */
  spans: number;
  /** Of the backend's requests. */
  logLines: number;
  /** Of one of the backend's series. */
  samples: number;
}

/**
 * Counts what there is of the hour up to a moment.
 * @param until whole seconds since 1970.
 */
export async function earlierThan(until: number, traceId: string): Promise<Earlier> {
  const lines = '{service_name="backend"} |= "Request completed"';
  const [logLines] = await logMetric(`sum(count_over_time(${lines}[1h]))`, `${until}000000000`);
  const [points] = await samples(
    'sum(count_over_time(lab_tasks{service_name="backend"}[1h]))',
    until,
  );
  return {
    spans: (await spansOfTrace(traceId)).length,
    logLines: logLines?.value ?? 0,
    samples: points?.value ?? 0,
  };
}
