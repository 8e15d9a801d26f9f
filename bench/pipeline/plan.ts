// How much is measured, and so how long it takes.

/** Times in seconds, rates in items a second. */
export interface Plan {
  /** How often each collector is measured with each signal, and for how long. */
  rounds: number;
  roundSeconds: number;
  /** The load that must be borne for long. */
  sustained: { perSecond: number; seconds: number };
  /** How many traces are then read by their id. */
  tracesAsked: number;
  /** Many times what the lab bears. */
  flood: { times: number; seconds: number };
  sweepSeconds: number;
}

/** Some half an hour: what one round of log records leaves in the queue takes Loki two minutes. */
export const FULL: Plan = {
  rounds: 3,
  roundSeconds: 10,
  sustained: { perSecond: 20_000, seconds: 600 },
  tracesAsked: 200,
  flood: { times: 10, seconds: 60 },
  sweepSeconds: 10,
};

/** Some two minutes: does it run, and is it roughly the same? */
export const QUICK: Plan = {
  rounds: 2,
  roundSeconds: 3,
  sustained: { perSecond: 10_000, seconds: 20 },
  tracesAsked: 50,
  flood: { times: 10, seconds: 10 },
  sweepSeconds: 3,
};
