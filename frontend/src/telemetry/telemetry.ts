// telemetry.ts: starts the OpenTelemetry SDK. Loaded by main.ts as a chunk of its own;
// spans and log records go to /otlp/v1/*, which nginx.conf passes on to the collector.
import { type Attributes, context, propagation, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from '@opentelemetry/api-logs';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { DocumentLoadInstrumentation } from '@opentelemetry/instrumentation-document-load';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import type { StartTrace } from '../actions/trace-action.ts';
import { traceActionsWith } from './action-span.ts';
import { recordPageErrors } from './page-errors.ts';
import { PageLogs } from './page-logs.ts';
import { PageSpans } from './page-spans.ts';
import { recordPageVitals } from './page-vitals.ts';
import { pausingAfterFailure as quietly } from './pausing-exporter.ts';
import { sessionId } from './session.ts';

// The exporter's own requests are not traced: else each export would cause the next.
const OWN_REQUESTS = [/\/otlp\//];

// One second, so that a learner sees a click soon; the default of five suits production.
const DELAY_MS = 1000;

// Milliseconds for one export, its retries included. The exporter's default of ten seconds would
// keep batches in the memory of a page that cannot send them.
const TIMEOUT_MS = 2000;

/** Starts telemetry in this page and returns the function that traces user actions. */
export function startTelemetry(): StartTrace {
  // No service.instance.id: one per browser would grow without bound, and so would every metric
  // that is derived from these spans.
  const resource = defaultResource().merge(
    resourceFromAttributes({
      'service.name': 'frontend',
      'service.namespace': 'otel-lab',
      'service.version': __APP_VERSION__,
      'deployment.environment.name': 'lab',
    }),
  );
  const attributes = {
    'session.id': sessionId(() => sessionStorage),
    // A name, not an address: addresses hold ids, and an id in a label makes a series of its own.
    'lab.page.name': 'tasks',
  };
  const { startTrace, contextOf } = traceActionsWith(startTraces(resource, attributes));
  const logger = startLogs(resource, attributes);
  recordPageErrors(window, logger, contextOf);
  recordPageVitals(logger);
  return startTrace;
}

function startTraces(resource: Resource, attributes: Attributes): Tracer {
  const spans = new PageSpans(attributes);
  // The processor also sends what it holds when the page is hidden.
  const batches = new BatchSpanProcessor({
    exporter: quietly(new OTLPTraceExporter({ url: '/otlp/v1/traces', timeoutMillis: TIMEOUT_MS })),
    scheduledDelayMillis: DELAY_MS,
    // 40 spans are about 50 kB of JSON: below the 64 KiB that a browser still sends for a page
    // which is being closed, and well below the limit in nginx.conf.
    maxExportBatchSize: 40,
  });
  addEventListener('pagehide', () => {
    spans.endOpenSpans();
    void batches.forceFlush();
  });
  // Not WebTracerProvider.register(): it brings a propagator for baggage that nobody here reads,
  // and that would travel to every service.
  trace.setGlobalTracerProvider(new TracerProvider({ resource, spanProcessors: [spans, batches] }));
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  // No zone.js: action-span.ts says what is done instead.
  context.setGlobalContextManager(new StackContextManager().enable());
  registerInstrumentations({
    instrumentations: [
      new DocumentLoadInstrumentation(),
      new FetchInstrumentation({ ignoreUrls: OWN_REQUESTS }),
    ],
  });
  return trace.getTracer('frontend', __APP_VERSION__);
}

function startLogs(resource: Resource, attributes: Attributes): Logger {
  const exporter = quietly(
    new OTLPLogExporter({ url: '/otlp/v1/logs', timeoutMillis: TIMEOUT_MS }),
  );
  const batches = new PageLogs({ exporter, attributes, delayMs: DELAY_MS, maxRecords: 50 });
  const flush = () => void batches.forceFlush();
  // Hidden is the last moment that a browser promises; on a phone a page is rarely closed otherwise.
  document.addEventListener('visibilitychange', () => document.hidden && flush());
  addEventListener('pagehide', flush);
  const provider = new LoggerProvider({ resource, processors: [batches] });
  return provider.getLogger('frontend', __APP_VERSION__);
}
