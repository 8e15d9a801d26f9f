// Starts the OpenTelemetry SDK before the app is imported:
//   node --import ./src/instrumentation.ts src/main.ts
// The only file that knows the SDK. Everything else speaks to @opentelemetry/api,
// which does nothing until an SDK is there, so OTEL_SDK_DISABLED=true gives the plain app.
//
// Where to send is the environment's business: OTEL_EXPORTER_OTLP_ENDPOINT (default
// http://localhost:4318) and OTEL_RESOURCE_ATTRIBUTES are read by the SDK itself.
import { hostname } from 'node:os';
import { register } from 'import-in-the-middle/register-hooks.mjs';

// In ES modules an import cannot be patched afterwards: this hook lets the instrumentations
// wrap express, http and pino while they load. Without it there are no routes, no SERVER span
// names and no log records, and nothing warns. So it comes first, and the rest is imported
// dynamically, after it. (OpenTelemetry's documentation names the older hook, for a loader in a
// thread of its own; docs/decisions/0007 says why we take this one.)
register();

const { NodeSDK } = await import('@opentelemetry/sdk-node');
const { envDetector, resourceFromAttributes } = await import('@opentelemetry/resources');
const { BatchSpanProcessor } = await import('@opentelemetry/sdk-trace');
const { BatchLogRecordProcessor } = await import('@opentelemetry/sdk-logs');
const { PeriodicExportingMetricReader } = await import('@opentelemetry/sdk-metrics');
const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
const { OTLPLogExporter } = await import('@opentelemetry/exporter-logs-otlp-http');
const { OTLPMetricExporter } = await import('@opentelemetry/exporter-metrics-otlp-http');
const { HttpInstrumentation } = await import('@opentelemetry/instrumentation-http');
const { ExpressInstrumentation, ExpressLayerType } = await import(
  '@opentelemetry/instrumentation-express'
);
const { PinoInstrumentation } = await import('@opentelemetry/instrumentation-pino');
const { default: manifest } = await import('../package.json', { with: { type: 'json' } });

const sdk = new NodeSDK({
  resource: resourceFromAttributes({
    'service.name': 'backend',
    'service.namespace': 'otel-lab',
    'service.version': manifest.version,
    // Stable across restarts (compose sets the host name): the SDK's own default is a random id,
    // and every restart would then begin new series in Prometheus.
    'service.instance.id': hostname(),
  }),
  // Only OTEL_RESOURCE_ATTRIBUTES; the other detectors would add the command line and its
  // arguments to every single span and log line.
  resourceDetectors: [envDetector],

  // Short delays (defaults: 5 s, 1 s, 60 s), so that a click can be seen within seconds.
  // In production the defaults are kinder to CPU and network.
  spanProcessors: [
    new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1000 }),
  ],
  logRecordProcessors: [
    new BatchLogRecordProcessor({ exporter: new OTLPLogExporter(), scheduledDelayMillis: 1000 }),
  ],
  metricReaders: [
    new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter(),
      exportIntervalMillis: 5000,
      exportTimeoutMillis: 4000,
    }),
  ],

  instrumentations: [
    // The health check runs every second; traced, it would bury the requests of people.
    new HttpInstrumentation({ ignoreIncomingRequestHook: (request) => request.url === '/health' }),
    // No span per middleware: they cost half of all tracing CPU and teach little. The
    // instrumentation stays for http.route, which names the SERVER span.
    new ExpressInstrumentation({
      ignoreLayersType: [
        ExpressLayerType.MIDDLEWARE,
        ExpressLayerType.ROUTER,
        ExpressLayerType.REQUEST_HANDLER,
      ],
    }),
    // Adds trace_id and span_id to each line, and sends the same line as an OTLP log record.
    new PinoInstrumentation(),
  ],
});

sdk.start();

/**
 * Flushes traces, metrics and logs and stops the SDK.
 *
 * @param timeoutMs milliseconds to wait at most; with the collector away the exporters would
 *   retry for 10 s, longer than a container is given to stop.
 * @returns true when everything was flushed in time, false when some of it was given up.
 */
export async function shutdownTelemetry(timeoutMs: number): Promise<boolean> {
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
