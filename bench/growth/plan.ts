// How much is sent and asked, and so how long it takes.

export interface Plan {
  /** Sent in all, and after how many equal parts the lab is measured. */
  requests: number;
  steps: number;
  /** How often each question is asked; the median counts. */
  rounds: number;
  /** Requests that a lab has served before it is flooded. */
  servedBefore: number;
  /** Values that have never been there before, of each kind. */
  hostileValues: number;
}

/** Requests of another service, the backend, during a flood and after it. */
export const OTHERS = 20;

/** Half an hour for the requests, and as long for the floods. */
export const FULL: Plan = {
  rounds: 5,
  requests: 1_000_000,
  steps: 10,
  servedBefore: 2000,
  hostileValues: 100_000,
};

/** Does it run, and is it roughly the same? */
export const QUICK: Plan = {
  rounds: 3,
  requests: 4000,
  steps: 2,
  servedBefore: 500,
  hostileValues: 2000,
};
