// Many requests at a steady rate, for signal-buttons.ts. Independent of the page and HTTP.

export interface BurstPlan {
  /** Requests per second. */
  rate: number;
  seconds: number;
}

export interface BurstProgress {
  sent: number;
  failed: number;
  total: number;
}

/** Enough for a lesson in rates, too little to overload a laptop. */
export const BURST_LIMITS = { rate: 50, seconds: 60, atOnce: 20 };

const TICK_MS = 50;

/**
 * Calls `send` at the planned rate until the plan is complete or `signal` aborts, and resolves after
 * the last answer. A service that is too slow gets fewer requests: at most `atOnce` run at a time.
 */
export function runBurst(
  plan: BurstPlan,
  send: () => Promise<unknown>,
  options: { signal: AbortSignal; onProgress: (progress: BurstProgress) => void },
): Promise<BurstProgress> {
  const rate = clamp(plan.rate, BURST_LIMITS.rate);
  const total = Math.round(rate * clamp(plan.seconds, BURST_LIMITS.seconds));
  const progress = { sent: 0, failed: 0, total };
  const { signal, onProgress } = options;
  const start = performance.now();
  let onTheWay = 0;

  return new Promise((resolve) => {
    async function sendOne(): Promise<void> {
      progress.sent += 1;
      onTheWay += 1;
      await send().catch(() => {
        progress.failed += 1;
      });
      onTheWay -= 1;
    }
    function tick(): void {
      // By the clock: timers are late in a busy page, but the rate must be kept.
      const due = Math.min(total, Math.ceil(((performance.now() - start) / 1000) * rate));
      while (!signal.aborted && progress.sent < due && onTheWay < BURST_LIMITS.atOnce)
        void sendOne();
      onProgress({ ...progress });
      if ((signal.aborted || progress.sent >= total) && onTheWay === 0) resolve({ ...progress });
      else setTimeout(tick, TICK_MS);
    }
    tick();
  });
}

const clamp = (value: number, max: number) => Math.min(max, Math.max(1, value || 1));
