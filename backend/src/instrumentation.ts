// Starts the OpenTelemetry SDK before the app is imported:
//   node --import ./src/instrumentation.ts src/main.ts
// What is measured stands in telemetry/sdk.ts; these two files alone know the SDK. Everything else
// speaks to @opentelemetry/api, which does nothing until an SDK is there, so
// OTEL_SDK_DISABLED=true gives the plain app.
//
// Where to send is the environment's business: OTEL_EXPORTER_OTLP_ENDPOINT (default
// http://localhost:4318) and OTEL_RESOURCE_ATTRIBUTES are read by the SDK itself.
import { register } from 'import-in-the-middle/register-hooks.mjs';

// How the lab sends, by OpenTelemetry's standard variables; the environment wins over these.
const defaults = {
  // Readable on the wire; http/protobuf costs a little less CPU.
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  // Milliseconds between two exports. Short (defaults: 5 s, 1 s, 60 s), so that a click is seen
  // within seconds; in production the defaults are kinder to CPU and network.
  OTEL_BSP_SCHEDULE_DELAY: '1000',
  OTEL_BLRP_SCHEDULE_DELAY: '1000',
  OTEL_METRIC_EXPORT_INTERVAL: '5000',
  OTEL_METRIC_EXPORT_TIMEOUT: '4000',
  // What waits while the collector is away; the rest is dropped, and counted (next line). Some
  // 20 MiB at most. The default of 2048 is full after a second of 2,000 log lines.
  OTEL_BSP_MAX_QUEUE_SIZE: '8192',
  OTEL_BLRP_MAX_QUEUE_SIZE: '16384',
  // Metrics about the SDK itself, otel.sdk.*: above all how much it had to drop.
  OTEL_NODE_EXPERIMENTAL_SDK_METRICS: 'true',
};
for (const [name, value] of Object.entries(defaults)) {
  process.env[name] ??= value;
}

async function startSdk() {
  // In ES modules an import cannot be patched afterwards: this hook lets the instrumentations
  // wrap express, http and pino while they load. Without it there are no routes, no SERVER span
  // names and no log records, and nothing warns. So it comes first, and the rest is imported
  // dynamically, after it. (OpenTelemetry's documentation names the older hook, for a loader in a
  // thread of its own; docs/decisions/0007 says why we take this one.)
  register();
  const { sdk } = await import('./telemetry/sdk.ts');
  sdk.start();
  return sdk;
}

// Disabled, the SDK is not even made: an instrumentation patches as soon as it exists, SDK or not,
// and a request then costs half as much again (docs/decisions/0010).
const disabled = process.env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true';
const sdk = disabled ? undefined : await startSdk();

/**
 * Flushes traces, metrics and logs and stops the SDK.
 *
 * @param timeoutMs milliseconds to wait at most; with the collector away the exporters would
 *   retry for 10 s, longer than a container is given to stop.
 * @returns true when everything was flushed in time, false when some of it was given up.
 */
export async function shutdownTelemetry(timeoutMs: number): Promise<boolean> {
  if (!sdk) {
    return true;
  }
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
