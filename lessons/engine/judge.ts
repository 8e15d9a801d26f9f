// From what a check found to its verdict.
import type { Finding } from './lesson.ts';

/** Exit statuses: passed, not yet, cannot tell. */
export type Verdict = 0 | 1 | 2;

/**
 * Without what was needed nothing can be told, not even that something does not hold: silence looks
 * like a fault, and like health.
 */
export function verdictOf(findings: Finding[]): Verdict {
  const outcomes = findings.map(({ outcome }) => outcome);
  if (outcomes.length === 0 || outcomes.includes('unclear')) return 2;
  return outcomes.includes('does not hold') ? 1 : 0;
}
