// The only reader of the environment (the SDK's OTEL_* variables apart, which it reads itself).
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const environment = z.object({
  /** TCP port of the API. */
  PORT: z.coerce.number().int().min(0).max(65535).default(5000),
  /** The SQLite file. Absolute, since a relative one would move with the working directory. */
  DATABASE_PATH: z
    .string()
    .refine((path) => path === ':memory:' || isAbsolute(path), 'must be an absolute path')
    .default('/data/tasks.db'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Milliseconds for requests under way to end after SIGTERM. */
  DRAIN_TIMEOUT_MS: z.coerce.number().int().min(0).default(5000),
});

export type Config = z.infer<typeof environment>;

/**
 * Reads and checks the settings.
 *
 * @throws {Error} that names every variable which is wrong, and why.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = environment.safeParse(env);
  if (parsed.success) {
    return parsed.data;
  }
  const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Configuration: ${reasons.join('; ')}`);
}
