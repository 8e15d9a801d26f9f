// Finds the slowest and the newest failed requests of the window.
import { type FoundTrace, searchTraces } from '../../stores/tempo.ts';
import type { Window } from './ranges.ts';

const SHOWN = 5;
/** More than are shown: a search returns the newest matches, not the slowest. */
const FOUND_AT_MOST = 200;

const search = (condition: string, { until, seconds }: Window): Promise<FoundTrace[]> =>
  searchTraces(`{ resource.service.name = "backend" && kind = server && ${condition} }`, {
    limit: FOUND_AT_MOST,
    start: until - seconds,
    end: until,
  });

/**
 * Asks for requests slower than a limit, which is lowered until there are enough. When more match
 * than a search returns, the result is the slowest of the newest.
 */
export async function slowestTraces(window: Window): Promise<FoundTrace[]> {
  let found: FoundTrace[] = [];
  for (const limit of ['5s', '2s', '1s', '500ms', '200ms', '100ms', '50ms', '20ms', '5ms', '0ms']) {
    found = await search(`duration > ${limit}`, window);
    if (found.length >= SHOWN) break;
  }
  return found.sort((a, b) => b.ms - a.ms).slice(0, SHOWN);
}

export async function failedTraces(window: Window): Promise<FoundTrace[]> {
  const found = await search('status = error', window);
  return found.sort((a, b) => b.at - a.at).slice(0, SHOWN);
}
