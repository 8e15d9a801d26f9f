// Turns a notification of Alertmanager into OTLP log records, one per alert, so that each can be found.
// By hand, since it is a single request, and an SDK would need an image of its own.
import { ATTRIBUTE, EVENT } from './names.ts';

/** The part of Alertmanager's request that is read here. Reference: webhook_config, version 4. */
export interface Notification {
  receiver: string;
  alerts: {
    status: 'firing' | 'resolved';
    labels: Record<string, string>;
    annotations: Record<string, string>;
    startsAt: string;
    endsAt: string;
  }[];
}

/** A delivered alert, as printed and as sent. */
export interface Delivery {
  severityText: 'error' | 'warn' | 'info';
  body: string;
  attributes: Record<string, string>;
}

/** OTLP's numbers of these severities. */
const SEVERITY_NUMBER = { info: 9, warn: 13, error: 17 } as const;

/**
 * The alerts of a notification, in order.
 * @throws {TypeError} when it is not a notification.
 */
export function deliveriesOf({ receiver, alerts }: Notification): Delivery[] {
  return alerts.map(({ status, labels, annotations, startsAt, endsAt }) => {
    const severity = labels.severity === 'page' ? 'error' : 'warn';
    const optional = {
      [ATTRIBUTE.alertSlo]: labels.sloth_id,
      [ATTRIBUTE.alertSpeed]: labels.speed,
      [ATTRIBUTE.alertSignal]: labels.signal,
      [ATTRIBUTE.alertJob]: labels.job,
      [ATTRIBUTE.alertDescription]: annotations.description,
      [ATTRIBUTE.alertRunbook]: annotations.runbook_url,
      [ATTRIBUTE.alertEndedAt]: status === 'resolved' ? endsAt : undefined,
    };
    return {
      severityText: status === 'resolved' ? 'info' : severity,
      body: `${status} ${labels.alertname}: ${annotations.summary}`,
      attributes: {
        [ATTRIBUTE.alertName]: labels.alertname ?? '',
        [ATTRIBUTE.alertStatus]: status,
        [ATTRIBUTE.alertSeverity]: labels.severity ?? '',
        [ATTRIBUTE.alertReceiver]: receiver,
        [ATTRIBUTE.alertStartedAt]: startsAt,
        ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
      } as Record<string, string>,
    };
  });
}

const keyValues = (attributes: Record<string, string>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: { stringValue: value } }));

/** The body of a request to /v1/logs. Times are those of the delivery, not of the alert. */
export const asOtlp = (deliveries: Delivery[], nowMs: number) => ({
  resourceLogs: [
    {
      resource: {
        attributes: keyValues({
          'service.name': 'alertmanager',
          'service.namespace': 'otel-lab',
        }),
      },
      scopeLogs: [
        {
          scope: { name: 'alert-receiver' },
          logRecords: deliveries.map(({ severityText, body, attributes }) => ({
            timeUnixNano: `${nowMs}000000`,
            eventName: EVENT.alert.eventName,
            severityNumber: SEVERITY_NUMBER[severityText],
            severityText,
            body: { stringValue: body },
            attributes: keyValues(attributes),
          })),
        },
      ],
    },
  ],
});
