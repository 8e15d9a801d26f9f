// What the SDK measures, and what it says about the process. Imported by instrumentation.ts alone,
// after its loader hook and its defaults.
import { hostname } from 'node:os';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PinoInstrumentation } from '@opentelemetry/instrumentation-pino';
import { RuntimeNodeInstrumentation } from '@opentelemetry/instrumentation-runtime-node';
import { defaultResource, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import manifest from '../../package.json' with { type: 'json' };
import { ATTRIBUTE } from './names.ts';
import { redactQuery } from './redact-query.ts';

/** Not started yet. */
export const sdk = new NodeSDK({
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
