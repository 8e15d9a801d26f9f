// Starts the OpenTelemetry SDK before the app is imported:
//   node --import ./src/instrumentation.ts src/main.ts
// telemetry/sdk.ts says what is measured; only these two files use the SDK. All others use
// @opentelemetry/api, which does nothing without an SDK, so OTEL_SDK_DISABLED=true gives the plain
// app.
//
// The SDK itself reads OTEL_EXPORTER_OTLP_ENDPOINT (default http://localhost:4318) and
// OTEL_RESOURCE_ATTRIBUTES. Beside them there are OTLP_TOKEN_FILE and OTLP_CA_FILE (telemetry/credentials.ts).
import { register } from 'import-in-the-middle/register-hooks.mjs';
import { sendToken, trust } from './telemetry/credentials.ts';

// The lab's defaults for OpenTelemetry's standard variables; the environment overrides them.
const defaults = {
  // Readable on the wire; http/protobuf uses a little less CPU.
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  // Milliseconds between exports. Short (defaults: 5 s, 1 s, 60 s), so that a click is visible within half
  // a second, and counted within two. docs/tuning.md has the price.
  OTEL_BSP_SCHEDULE_DELAY: '200',
  OTEL_BLRP_SCHEDULE_DELAY: '200',
  OTEL_METRIC_EXPORT_INTERVAL: '1500',
  OTEL_METRIC_EXPORT_TIMEOUT: '1400',
  // How long a batch is tried (telemetry/patient-exporter.ts; default: 30 s), and how much waits behind it
  // while the collector is away; the rest is dropped and counted (next line).
  OTEL_BSP_EXPORT_TIMEOUT: '300000',
  OTEL_BLRP_EXPORT_TIMEOUT: '300000',
  OTEL_BSP_MAX_QUEUE_SIZE: '24576',
  OTEL_BLRP_MAX_QUEUE_SIZE: '16384',
  // Metrics about the SDK itself, otel.sdk.*, especially how much it dropped.
  OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true',
};
for (const [name, value] of Object.entries(defaults)) {
  process.env[name] ??= value;
}

// #region load-order
async function startSdk() {
  // ES modules cannot be patched after import: this hook lets the instrumentations wrap express, http
  // and pino while they load. Without it there are no routes, SERVER span names or log records, and
  // no warning. So it comes first, and everything else is imported dynamically after it.
  // (OpenTelemetry's documentation names an older hook; docs/decisions/0007 explains the choice.)
  // It looks into these alone: to look into all packages takes a third of the start. What sdk.ts measures
  // beside them must be named here, too.
  register({ include: ['express', 'http', 'https', 'pino'] });
  const { OTLP_TOKEN_FILE, OTLP_CA_FILE } = process.env;
  if (OTLP_TOKEN_FILE) sendToken(OTLP_TOKEN_FILE);
  if (OTLP_CA_FILE) trust(OTLP_CA_FILE);
  const { sdk } = await import('./telemetry/sdk.ts');
  sdk.start();
  return sdk;
}
// #endregion load-order

// When disabled, the SDK is not created at all: instrumentations patch as soon as they exist, which
// makes a request 50 % more expensive (docs/decisions/0010).
const disabled = process.env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true';
const sdk = disabled ? undefined : await startSdk();
export const hasTelemetry = sdk !== undefined;

/**
 * Flushes traces, metrics and logs and stops the SDK.
 * @param timeoutMs the longest wait in milliseconds; without a collector the exporters would retry
 *   for 10 s, longer than a container has to stop.
 * @returns true when everything was flushed in time.
 */
export async function shutdownTelemetry(timeoutMs: number): Promise<boolean> {
  if (!sdk) return true;
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, timeoutMs, false);
  const flushed = sdk.shutdown().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([flushed, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
