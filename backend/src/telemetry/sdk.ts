// What the SDK measures, and how it describes the process. Imported only by instrumentation.ts, after
// its loader hook and defaults.
import { hostname } from 'node:os';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { defaultResource, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import manifest from '../../package.json' with { type: 'json' };
import { ATTRIBUTE } from './names.ts';
import { makePatient } from './patient-exporter.ts';
import { sanitizePath, sanitizeQuery } from './sanitize.ts';

// Their classes, since the SDK itself makes the exporters, as OpenTelemetry's variables say. Metrics need
// no patience: they are running totals.
makePatient(OTLPTraceExporter.prototype, Number(process.env.OTEL_BSP_EXPORT_TIMEOUT));
makePatient(OTLPLogExporter.prototype, Number(process.env.OTEL_BLRP_EXPORT_TIMEOUT));

/** Not started yet. */
export const sdk = new NodeSDK({
  resource: defaultResource().merge(
    resourceFromAttributes({
      'service.name': 'backend',
      'service.namespace': 'otel-lab',
      'service.version': manifest.version,
      // Stable across restarts (compose sets the host name). The SDK's default is a random id, so every
      // restart would begin new series in Prometheus.
      'service.instance.id': hostname(),
    }),
  ),
  // Only OTEL_RESOURCE_ATTRIBUTES; other detectors would add the command line to every span and log
  // line.
  resourceDetectors: [envDetector],

  instrumentations: [
    new HttpInstrumentation({
      // Traces of a health check each second would drown out users' requests.
      ignoreIncomingRequestHook: ({ url }) => url === '/health' || url === '/ready',
      // The backend makes no requests except its exporters'.
      disableOutgoingRequestInstrumentation: true,
      // Over what the instrumentation has recorded: people can put anything into an address.
      requestHook: (span, request) => {
        const [path = '', query] = ('url' in request && request.url?.split('?')) || [];
        span.setAttribute('url.path', sanitizePath(path));
        if (query !== undefined) span.setAttribute('url.query', sanitizeQuery(query));
      },
      // Called when the answer has ended in any way.
      applyCustomAttributesOnSpan: (span, _request, response) => {
        if ('writableFinished' in response && !response.writableFinished) {
          span.setAttribute(ATTRIBUTE.requestCancelled, true);
        }
      },
    }),
    // No span per middleware: they take half of the CPU time for tracing and teach little. The
    // instrumentation is still needed for http.route, which names the SERVER span.
    new ExpressInstrumentation({
      ignoreLayersType: [
        ExpressLayerType.MIDDLEWARE,
        ExpressLayerType.ROUTER,
        ExpressLayerType.REQUEST_HANDLER,
      ],
    }),
    // Adds trace_id and span_id to each line, and sends the same line as an OTLP log record.
    new PinoInstrumentation(),
    // Metrics of the process: event loop, heap, garbage collection.
    new RuntimeNodeInstrumentation(),
  ],
});
