// Sends what the canary sees to the collector, as OTLP metrics. By hand: it is one gauge.
import { ask } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';

const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });

/** The body of a request to /v1/metrics; `seconds` by signal, without those that are not known yet. */
export const asOtlp = (seconds: Record<string, number | undefined>, nowMs: number) => ({
  resourceMetrics: [
    {
      resource: {
        attributes: [
          attribute('service.name', 'canary'),
          attribute('service.namespace', 'otel-lab'),
        ],
      },
      scopeMetrics: [
        {
          scope: { name: 'canary' },
          metrics: [
            {
              name: 'lab.canary.freshness',
              unit: 's',
              gauge: {
                dataPoints: Object.entries(seconds)
                  .filter(([, value]) => value !== undefined)
                  .map(([signal, value]) => ({
                    attributes: [attribute('lab.signal', signal)],
                    timeUnixNano: `${nowMs}000000`,
                    asDouble: value,
                  })),
              },
            },
          ],
        },
      ],
    },
  ],
});

/** @throws {AskError} when the collector does not take it. */
export const sendResults = (seconds: Record<string, number | undefined>) =>
  ask('the collector', `${lab.otlp}/v1/metrics`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asOtlp(seconds, Date.now())),
    seconds: 3,
  });
