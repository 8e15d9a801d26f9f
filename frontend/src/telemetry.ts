// telemetry.ts: the only importer of the OpenTelemetry SDK. Loaded by main.ts as a chunk of its own;
// spans go to /otlp/v1/traces, which nginx.conf passes on to the collector.
import { type Span, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { DocumentLoadInstrumentation } from '@opentelemetry/instrumentation-document-load';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { XMLHttpRequestInstrumentation } from '@opentelemetry/instrumentation-xml-http-request';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  StackContextManager,
  WebTracerProvider,
} from '@opentelemetry/sdk-trace-web';
import { traceActionsWith } from './action-span.ts';
import type { TraceAction } from './trace-action.ts';

// The exporter's own requests are no user's doing; traced, each export would cause the next.
const OWN_REQUESTS = [/\/otlp\//];

/** Starts tracing in this page and returns the function that traces user actions. */
export function startTelemetry(): TraceAction {
  const provider = new WebTracerProvider({
    // No service.instance.id: one per browser would grow without bound, and so would every
    // metric that is derived from these spans.
    resource: defaultResource().merge(
      resourceFromAttributes({
        'service.name': 'frontend',
        'service.namespace': 'otel-lab',
        'service.version': __APP_VERSION__,
        'deployment.environment.name': 'lab',
      }),
    ),
    spanProcessors: [
      // One second, so that a learner sees a click soon; the default of five suits production.
      // The processor also sends what it holds when the page is hidden: the last moment that
      // a browser promises.
      new BatchSpanProcessor(new OTLPTraceExporter({ url: '/otlp/v1/traces' }), {
        scheduledDelayMillis: 1000,
        // 40 spans are about 50 kB of JSON: below the 64 KiB that a browser still sends for a page
        // which is being closed, and well below the limit in nginx.conf.
        maxExportBatchSize: 40,
      }),
    ],
  });
  provider.register({
    // No zone.js: it would add 12 kB and cannot follow native async functions.
    contextManager: new StackContextManager(),
    // traceparent only. Nobody here reads baggage, and it would travel to every service.
    propagator: new W3CTraceContextPropagator(),
  });
  registerInstrumentations({
    instrumentations: [
      new DocumentLoadInstrumentation({
        applyCustomAttributesOnSpan: {
          documentLoad: withoutQuery,
          documentFetch: withoutQuery,
        },
      }),
      new FetchInstrumentation({ ignoreUrls: OWN_REQUESTS }),
      new XMLHttpRequestInstrumentation({ ignoreUrls: OWN_REQUESTS }),
    ],
  });
  return traceActionsWith(trace.getTracer('frontend', __APP_VERSION__));
}

/** A query or fragment can hold anything, also what somebody typed or a secret from a link. */
function withoutQuery(span: Span): void {
  span.setAttribute('url.full', location.origin + location.pathname);
}
