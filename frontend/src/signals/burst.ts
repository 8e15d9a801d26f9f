// burst.ts: many requests at a steady rate, for signal-buttons.ts. Knows nothing of pages or HTTP.

export interface BurstPlan {
  /** Requests in a second. */
  rate: number;
  seconds: number;
}

export interface BurstProgress {
  sent: number;
  failed: number;
  total: number;
}

/** What the buttons allow: a lesson in rates, not a load test of somebody's laptop. */
export const BURST_LIMITS = { rate: 50, seconds: 60, atOnce: 20 };

const TICK_MS = 50;

/**
 * Calls `send` at the planned rate until the plan is fulfilled or `signal` aborts, and resolves when
 * the last answer is there. A service that is slower than the rate gets fewer requests, not a pile:
 * at most `atOnce` are on their way.
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
      // By the clock: timers come late in a busy page, and the rate must hold all the same.
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
