// How much is measured, and so how long it takes.

export interface Plan {
  /** Milliseconds of load before anything counts: V8 compiles what is hot. */
  warmUpMs: number;
  /** How often each variant is measured, and for how many milliseconds. */
  rounds: number;
  roundMs: number;
  latencyRounds: number;
  latencyRoundMs: number;
  /** Rows in the large table, and how often each query is asked. */
  rows: number;
  askings: number;
}

/** Below five minutes. */
export const FULL: Plan = {
  warmUpMs: 1500,
  rounds: 8,
  roundMs: 1200,
  latencyRounds: 16,
  latencyRoundMs: 3000,
  rows: 50_000,
  askings: 100,
};

/** Below forty seconds: does it run, and is it roughly the same? */
export const QUICK: Plan = {
  warmUpMs: 400,
  rounds: 2,
  roundMs: 300,
  latencyRounds: 2,
  latencyRoundMs: 1000,
  rows: 50_000,
  askings: 10,
};
