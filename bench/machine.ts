// What a result was measured on.
import { cpus } from 'node:os';

/** Cores and model, such as "2 × AMD EPYC". */
export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
