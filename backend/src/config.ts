// The only file that reads the environment, except for OpenTelemetry's variables (OTEL_*), which
// instrumentation.ts and the SDK read.
import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

// Shorter keys can be guessed.
const apiKey = z.string().trim().min(16);

const environment = z.object({
  /** TCP port of the API. */
  PORT: z.coerce.number().int().min(0).max(65535).default(5000),
  /** Address to listen on; all addresses by default, as a container needs. */
  HOST: z.string().optional(),
  /** The SQLite file. Absolute, so that it does not depend on the working directory. */
  DATABASE_PATH: z
    .string()
    .refine((path) => path === ':memory:' || isAbsolute(path), 'must be an absolute path')
    .default('/data/tasks.db'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Milliseconds that running requests get to finish after SIGTERM. */
  DRAIN_TIMEOUT_MS: z.coerce.number().int().min(0).default(5000),
  /** The X-API-Key for GET /api/internal/stats; without it the route does not exist. */
  STATS_API_KEY: apiKey.optional(),
  /** A file with the key, such as a Docker secret; overrides STATS_API_KEY. */
  STATS_API_KEY_FILE: z.string().optional(),
  /** A PEM file with a certificate and its key: HTTPS instead of HTTP. Read again when it changes. */
  TLS_FILE: z.string().optional(),
});

export type Config = Omit<z.infer<typeof environment>, 'STATS_API_KEY_FILE'>;

/** Reads the key from the file. Compose passes an unset variable as an empty one, which is ignored. */
function readKeyFile(path: string): string {
  const parsed = apiKey.safeParse(readFileSync(path, 'utf8'));
  if (!parsed.success) {
    throw new Error('Configuration: STATS_API_KEY_FILE: holds a key of less than 16 characters');
  }
  return parsed.data;
}

/**
 * Reads and checks the settings. An empty variable counts as unset.
 * @throws {Error} naming every invalid variable, and why.
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const reasons = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Configuration: ${reasons.join('; ')}`);
  }
  const { STATS_API_KEY_FILE: file, ...config } = parsed.data;
  return file === undefined ? config : { ...config, STATS_API_KEY: readKeyFile(file) };
}
