// How long checks wait. The proofs shorten it where they know that nothing comes; learners never do.

const factor = (name: string): number => Number(process.env[name] || 1);

/** Seconds until a check says that it cannot tell. */
export const patient = (seconds: number): number => seconds * factor('LESSON_PATIENCE');

/** Seconds until a check says that something does not hold. */
export const graced = (seconds: number): number => seconds * factor('LESSON_GRACE');
