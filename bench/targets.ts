// What we want numbers to be. Nothing fails when they are not, unless one asks: a noisy machine is no bug.

export interface Target {
  title: string;
  value: number;
  limit: number;
  unit: string;
  met: boolean;
}

export const atMost = (title: string, value: number, limit: number, unit = ''): Target => ({
  title,
  value,
  limit,
  unit,
  met: value <= limit,
});

export const atLeast = (title: string, value: number, limit: number, unit = ''): Target => ({
  title,
  value,
  limit,
  unit,
  met: value >= limit,
});

/**
 * Says how many are met, in the words of npm run verify, and returns the exit status: 1 when one is not
 * met. Seconds depend on the machine, so they do not count.
 */
export function enforce(targets: Target[]): 0 | 1 {
  const counted = targets.filter(({ unit }) => unit !== 's');
  const failed = counted.filter(({ met }) => !met).length;
  const skipped = targets.length - counted.length;
  process.stdout.write(
    `==> ${counted.length - failed} passed, ${failed} failed, ${skipped} skipped\n`,
  );
  return failed > 0 ? 1 : 0;
}
