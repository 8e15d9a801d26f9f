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

const { NodeSDK } = await import('@opentelemetry/sdk-node');
const { defaultResource, envDetector, resourceFromAttributes } = await import(
  '@opentelemetry/resources'
);
const { HttpInstrumentation } = await import('@opentelemetry/instrumentation-http');
const { ExpressInstrumentation, ExpressLayerType } = await import(
  '@opentelemetry/instrumentation-express'
);
const { PinoInstrumentation } = await import('@opentelemetry/instrumentation-pino');
const { RuntimeNodeInstrumentation } = await import('@opentelemetry/instrumentation-runtime-node');
const { ATTRIBUTE } = await import('./telemetry/names.ts');
const { redactQuery } = await import('./telemetry/redact-query.ts');
const { default: manifest } = await import('../package.json', { with: { type: 'json' } });

const sdk = new NodeSDK({
  resource: defaultResource().merge(
    resourceFromAttributes({
      'service.name': 'backend',
      'service.namespace': 'otel-lab',
      'service.version': manifest.version,
      // Stable across restarts (compose sets the host name): the SDK's own default is a random
      // id, and every restart would then begin new series in Prometheus.
      'service.instance.id': hostname(),
    }),
  ),
  // Only OTEL_RESOURCE_ATTRIBUTES; the other detectors would add the command line and its
  // arguments to every single span and log line.
  resourceDetectors: [envDetector],

  instrumentations: [
    new HttpInstrumentation({
      // The health check runs every second; traced, it would bury the requests of people.
      ignoreIncomingRequestHook: (request) => request.url === '/health',
      // The backend calls nobody; this would only time the exporters.
      disableOutgoingRequestInstrumentation: true,
      // A search is what a person typed, and a cursor holds a title: neither may be recorded.
      requestHook: (span, request) => {
        const query = 'url' in request ? request.url?.split('?')[1] : undefined;
        if (query !== undefined) {
          span.setAttribute('url.query', redactQuery(query));
        }
      },
      // Called when the answer is over, one way or the other.
      applyCustomAttributesOnSpan: (span, _request, response) => {
        if ('writableFinished' in response && !response.writableFinished) {
          span.setAttribute(ATTRIBUTE.requestCancelled, true);
        }
      },
    }),
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
    // The process from inside: event loop, heap, garbage collection.
    new RuntimeNodeInstrumentation(),
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
