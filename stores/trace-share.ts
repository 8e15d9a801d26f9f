// Which traces belong to the share that a sampling lab keeps. The page bundles this file, so it imports nothing.

/** As in otel-collector/sampling.yaml. */
const HASH_SALT = 'otel-lab';

/**
 * Whether the collector's policy `probabilistic` keeps this trace: a hash of the salt and the id, FNV-1a with
 * 64 bits, is in the lowest `percent` of all hashes.
 * Source: github.com/open-telemetry/opentelemetry-collector-contrib, processor/tailsamplingprocessor/internal/sampling
 * @param traceId 32 hexadecimal digits.
 */
export function isInShare(traceId: string, percent: number): boolean {
  const id = traceId.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  let hash = 0xcbf29ce484222325n;
  for (const byte of [...new TextEncoder().encode(HASH_SALT), ...id]) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  // A number has 53 bits, the hash 64.
  return hash <= BigInt(Math.floor((percent / 100) * 2 ** 53)) << 11n;
}
