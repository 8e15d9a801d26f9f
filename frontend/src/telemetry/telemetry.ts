// Starts the OpenTelemetry SDK. main.ts loads it as a separate chunk; spans and log records go to
// /otlp/v1/*, which nginx.conf passes on to the collector.
import { type Attributes, context, propagation, type Tracer, trace } from '@opentelemetry/api';
import type { Logger } from '@opentelemetry/api-logs';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { DocumentLoadInstrumentation } from '@opentelemetry/instrumentation-document-load';
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch';
import {
  JsonLogsSerializer,
  JsonTraceSerializer,
  LogsExporterMetricsHelper,
  TraceExporterMetricsHelper,
} from '@opentelemetry/otlp-transformer';
import { defaultResource, type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider } from '@opentelemetry/sdk-logs';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import type { StartTrace } from '../actions/trace-action.ts';
import { traceActionsWith } from './action-span.ts';
import { Courier } from './courier.ts';
import { exporterBy } from './courier-exporter.ts';
import { KeptBatches } from './kept-batches.ts';
import { ATTRIBUTE, SCOPE } from './names.ts';
import { recordDropped } from './page-dropped.ts';
import { recordPageErrors } from './page-errors.ts';
import { PageLogs } from './page-logs.ts';
import { PageSpans } from './page-spans.ts';
import { recordPageVitals } from './page-vitals.ts';
import { sessionId } from './session.ts';

// The exporters' own requests are not traced, or each export would cause the next.
const OWN_REQUESTS = [/\/otlp\//];

// Short, so that a click is visible soon; the default, five seconds, suits production. Spans leave
// first: they are what a person looks for after a click.
const SPANS_DELAY_MS = 400;
const LOGS_DELAY_MS = 1000;

/** Starts telemetry and returns the function that traces user actions. */
export function startTelemetry(): StartTrace {
  // No service.instance.id: one per browser would grow without limit, and with it every metric derived
  // from these spans.
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
    // A name, not an address: addresses contain ids, and each id in a label creates a series.
    [ATTRIBUTE.pageName]: 'tasks',
  };
  const courier = new Courier(new KeptBatches(), (reason, batches) =>
    recordDropped(logger, reason, batches),
  );
  const tracer = startTraces(resource, attributes, courier);
  const { startTrace, contextOf } = traceActionsWith(tracer);
  const logger = startLogs(resource, attributes, courier);
  recordPageErrors(window, logger, contextOf);
  recordPageVitals(logger);
  return startTrace;
}

function startTraces(resource: Resource, attributes: Attributes, courier: Courier): Tracer {
  const spans = new PageSpans(attributes);
  // The processor also flushes when the page is hidden.
  const batches = new BatchSpanProcessor({
    exporter: exporterBy(
      courier,
      '/otlp/v1/traces',
      JsonTraceSerializer,
      TraceExporterMetricsHelper,
    ),
    scheduledDelayMillis: SPANS_DELAY_MS,
    // 40 spans are about 50 kB of JSON: less than the 64 KiB that a browser sends for a page that is
    // being closed, and far below the limit in nginx.conf.
    maxExportBatchSize: 40,
  });
  addEventListener('pagehide', () => {
    // In the first listener: before the next one runs, the browser ends what is under way as failed.
    spans.endOpenSpans();
    courier.leave();
    void batches.forceFlush();
  });
  // #region propagation
  // Not WebTracerProvider.register(): it adds a propagator for baggage, which nothing here reads.
  trace.setGlobalTracerProvider(new TracerProvider({ resource, spanProcessors: [spans, batches] }));
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  // No zone.js; for the alternative see action-span.ts.
  context.setGlobalContextManager(new StackContextManager().enable());
  registerInstrumentations({
    instrumentations: [
      new DocumentLoadInstrumentation(),
      new FetchInstrumentation({ ignoreUrls: OWN_REQUESTS }),
    ],
  });
  // #endregion propagation
  return trace.getTracer(SCOPE, __APP_VERSION__);
}

function startLogs(resource: Resource, attributes: Attributes, courier: Courier): Logger {
  const exporter = exporterBy(
    courier,
    '/otlp/v1/logs',
    JsonLogsSerializer,
    LogsExporterMetricsHelper,
  );
  const batches = new PageLogs({ exporter, attributes, delayMs: LOGS_DELAY_MS, maxRecords: 50 });
  const flush = () => void batches.forceFlush();
  // 'visibilitychange' is the last event a browser guarantees; phones rarely close pages otherwise.
  document.addEventListener('visibilitychange', () => document.hidden && flush());
  addEventListener('pagehide', flush);
  const provider = new LoggerProvider({ resource, processors: [batches] });
  return provider.getLogger(SCOPE, __APP_VERSION__);
}
