// What becomes of an action's trace in a lab that samples (compose.sampling.yml). The collector decides, some
// seconds later; the same facts lead to the same decision here.
import { isInShare } from '../../../stores/trace-share.ts';
import type { FinishedAction } from '../actions/perform-action.ts';

/** How the lab samples. */
export interface Sampling {
  /** The share of ordinary traces that is kept, in percent. */
  percent: number;
  /** Does somebody keep all traces of a service or route? The page cannot tell which. */
  named: boolean;
}

/** The policy of otel-collector/sampling.yaml that keeps the trace; 'maybe named' if only `named` could. */
export type KeptBy = 'errors' | 'slow' | 'share' | 'maybe named' | 'none';

/** As in otel-collector/sampling.yaml. */
const SLOW_MS = 1000;

/** @param content '' in a lab that keeps every trace, '10' or '10 named' in one that samples. */
export function parseSampling(content: string): Sampling | undefined {
  const [, percent, named] = /^(\d+(?:\.\d+)?)( named)?$/.exec(content) ?? [];
  return percent === undefined ? undefined : { percent: Number(percent), named: Boolean(named) };
}

/** @returns undefined when the lab keeps every trace, or when the action has none. */
export function keptBy(
  { traceId, hasErrors, traceMs }: FinishedAction,
  sampling: Sampling | undefined,
): KeptBy | undefined {
  if (!traceId || !sampling) return undefined;
  if (hasErrors) return 'errors';
  if (traceMs >= SLOW_MS) return 'slow';
  if (isInShare(traceId, sampling.percent)) return 'share';
  return sampling.named ? 'maybe named' : 'none';
}
