// Web vitals as log records; telemetry.ts provides the logger, and the collector's signal_to_metrics
// connector turns the records into histograms.
import { type Logger, SeverityNumber } from '@opentelemetry/api-logs';
import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import { EVENT } from './names.ts';

/** Writes one record per vital; some are known only when the page is hidden. */
export function recordPageVitals(logger: Logger): void {
  const record = (metric: Pick<Metric, 'name' | 'value' | 'rating'>) => {
    // Layout shift is a share of the screen; the others come in milliseconds and are sent in seconds.
    const isShift = metric.name === 'CLS';
    logger.emit({
      ...EVENT.browserWebVital,
      severityNumber: SeverityNumber.INFO,
      severityText: 'info',
      attributes: {
        // As OpenTelemetry's conventions have it: lcp, inp, cls, fcp, ttfb.
        'browser.web_vital.name': metric.name.toLowerCase(),
        'browser.web_vital.value': isShift ? metric.value : metric.value / 1000,
        'browser.web_vital.rating': metric.rating,
      },
    });
  };
  for (const observe of [onLCP, onINP, onCLS, onFCP, onTTFB]) observe(record);
}
