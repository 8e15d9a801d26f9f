// The names of what `alertmanager` sends. Made of registry/ by `npm run signals`; docs/signals.md explains each.

/** Log records with a name, and their text if it is always the same. */
export const EVENT = {
  alert: { eventName: 'lab.alert' },
} as const;

/** Attributes of our own. */
export const ATTRIBUTE = {
  /** What it means, for this alert. */
  alertDescription: 'lab.alert.description',
  /** Until when, once it has ended. */
  alertEndedAt: 'lab.alert.ended_at',
  /** The target that is gone. */
  alertJob: 'lab.alert.job',
  /** The alert. */
  alertName: 'lab.alert.name',
  /** Alertmanager's receiver. */
  alertReceiver: 'lab.alert.receiver',
  /** Where to read what to do. */
  alertRunbook: 'lab.alert.runbook',
  /** Whether somebody must come at once. */
  alertSeverity: 'lab.alert.severity',
  /** The signal that is late. */
  alertSignal: 'lab.alert.signal',
  /** The objective that it is about. */
  alertSlo: 'lab.alert.slo',
  /** Only in a drill. */
  alertSpeed: 'lab.alert.speed',
  /** Since when, in ISO 8601. */
  alertStartedAt: 'lab.alert.started_at',
  /** Whether it goes on or has ended. */
  alertStatus: 'lab.alert.status',
} as const;
