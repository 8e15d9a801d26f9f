// The share of failing requests: as the rules record it, and as it is.
import { samples } from '../../stores/prometheus.ts';

/** The windows that the page looks at. */
export const WINDOWS = ['20s', '30s', '1m', '6m'] as const;
export type Window = (typeof WINDOWS)[number];

const requests = (window: Window, more = ''): string =>
  `sum(rate(http_requests_total{service_name="backend"${more}}[${window}]))`;

const failing = ', status_code=~"5.."';

/** The true share at `time` (seconds since 1970, or now), 0 to 1; undefined without requests. */
export async function trueShare(window: Window, time?: number): Promise<number | undefined> {
  const bad = `(${requests(window, failing)} or 0 * ${requests(window)})`;
  return (await samples(`${bad} / (${requests(window)} > 0)`, time))[0]?.value;
}

/** When a rule of the objective last recorded something, seconds since 1970; 0 if never. */
export async function lastRecorded(name: string): Promise<number> {
  const [at] = await samples(`timestamp(slo_lab:${name}{sloth_id="backend-availability"})`);
  return at?.value ?? 0;
}

export interface Shares {
  window: Window;
  recorded: number;
  /** At the same moment. */
  true: number;
}

/** Both shares of a window; undefined when nothing was recorded since `since` (seconds since 1970). */
export async function sharesOf(window: Window, since: number): Promise<Shares | undefined> {
  const name = `sli_error:ratio_rate${window}`;
  const at = await lastRecorded(name);
  if (at < since) return undefined;
  const [recorded] = await samples(`slo_lab:${name}{sloth_id="backend-availability"}`, at);
  const truth = await trueShare(window, at);
  if (recorded === undefined || truth === undefined) return undefined;
  return { window, recorded: recorded.value, true: truth };
}

/** How far the recorded share may be off; a sample may have come after the rule was evaluated. */
const TOLERANCE = 0.25;

export const isRight = (shares?: Shares): boolean =>
  shares !== undefined && Math.abs(shares.recorded - shares.true) <= TOLERANCE * shares.true;

export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
