// An OTLP exporter whose transport is the courier; the rest is OpenTelemetry's.
import {
  createOtlpNetworkExportDelegate,
  ExporterMetrics,
  OTLPExporterBase,
} from '@opentelemetry/otlp-exporter-base';
import type { IExporterMetricsHelper, ISerializer } from '@opentelemetry/otlp-transformer';
import type { Courier } from './courier.ts';

/**
 * @param path of the signal, such as /otlp/v1/traces.
 * @param serializer and metricsHelper: OpenTelemetry's, for this signal.
 */
export function exporterBy<Items, Answer>(
  courier: Courier,
  path: string,
  serializer: ISerializer<Items, Answer>,
  metricsHelper: IExporterMetricsHelper<Items>,
): OTLPExporterBase<Items> {
  const transport = {
    async send(body: Uint8Array) {
      const batch = { path, body: body as Uint8Array<ArrayBuffer>, since: Date.now() };
      if (await courier.send(batch)) return { status: 'success' as const };
      return { status: 'failure' as const, error: new Error('this batch is lost') };
    },
    shutdown() {},
  };
  // The page has no meters, so these metrics go nowhere.
  const metrics = new ExporterMetrics({
    componentType: 'courier',
    metricsHelper,
    url: undefined,
    meterProvider: undefined,
    responseAttributesFromError: () => ({}),
  });
  const options = { timeoutMillis: 10_000, concurrencyLimit: 30, compression: 'none' as const };
  return new OTLPExporterBase(
    createOtlpNetworkExportDelegate(options, serializer, metrics, transport),
  );
}
