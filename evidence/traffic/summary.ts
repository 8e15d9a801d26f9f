// Summarises what was sent and how it was answered.
import { type KindName, kindOf } from '../load/kinds.ts';
import type { MixName } from '../load/plan.ts';
import { percentile } from '../statistics.ts';

/** A request that was sent. */
export interface Sent {
  mix: MixName;
  kind: KindName;
  /** 0 when nothing answered. */
  status: number;
  /** From the time it was due to the end of its answer. */
  seconds: number;
}

/** Percentiles by nearest rank, so each is the time of an actual request. null without any. */
type Times = Record<'p50' | 'p95' | 'p99' | 'max', number | null>;

const counts = (names: (string | number)[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(names, String)].map(([name, all]) => [name, all.length] as const).sort(),
  );

function timesOf(sent: Sent[]): Times {
  const seconds = sent.map((request) => request.seconds);
  const at = (p: number): number | null => (seconds.length === 0 ? null : percentile(seconds, p));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

/** @param began milliseconds since 1970. @param took seconds that the sending took. */
export function summarise(
  sent: Sent[],
  asked: {
    url: string;
    mix: string;
    seed: number;
    perSecond: number;
    began: number;
    took: number;
  },
) {
  const { url, mix, seed, perSecond, began, took } = asked;
  const answered = sent.filter(({ status }) => status !== 0);
  const unexpected = sent.filter(({ kind, status }) => status !== kindOf(kind).status);
  const byMix = [...Map.groupBy(sent, (request) => request.mix)];
  return {
    url,
    mix,
    seed,
    // Seconds since 1970.
    began: Math.floor(began / 1000),
    ended: Math.ceil(Date.now() / 1000),
    planned: sent.length,
    answered: answered.length,
    unexpected: counts(unexpected.map(({ kind, status }) => `${kind} ${status || '000'}`)),
    rate: { asked: perSecond, achieved: Math.round((sent.length / took) * 100) / 100 },
    by_kind: Object.fromEntries(
      byMix.map(([name, requests]) => [name, { sent: requests.length, ...timesOf(requests) }]),
    ),
    by_operation: counts(sent.map(({ kind }) => kind)),
    by_status: counts(sent.map(({ status }) => status || '000')),
    seconds: timesOf(answered),
  };
}

export type Summary = ReturnType<typeof summarise>;

const ms = (seconds: number | null): string =>
  seconds === null ? '-' : `${Math.round(seconds * 1000)} ms`;
const words = ({ p50, p95, p99, max }: Times): string =>
  `p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, max ${ms(max)}`;
const list = (numbers: Record<string, number>): string =>
  Object.entries(numbers)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ');

/** The same as text. */
export const summaryLines = (result: Summary): string[] => [
  `sent        ${result.planned}, answered ${result.answered}; ${result.rate.achieved} a second of ${result.rate.asked} asked for`,
  `operations  ${list(result.by_operation)}`,
  `statuses    ${list(result.by_status)}`,
  `all         ${words(result.seconds)}`,
  ...Object.entries(result.by_kind).map(
    ([name, { sent, ...times }]) => `${name.padEnd(11)} ${sent} sent; ${words(times)}`,
  ),
];

/** Lists unexpected answers, and a rate below 90 % of the planned one. */
export function problemsOf({ unexpected, rate }: Summary): string[] {
  const wrong = Object.entries(unexpected).map(([what, number]) => {
    const [kind, status] = what.split(' ');
    return `${number} of ${kind} were answered with ${status}`;
  });
  if (rate.achieved >= rate.asked * 0.9) return wrong;
  return [...wrong, `only ${rate.achieved} requests a second were reached, of ${rate.asked}`];
}
