// Notices when the alert that always fires is heard no more: then no other alert would arrive either.
import type { Deliver } from './deliver.ts';
import { deliveriesOf, type Notification } from './log-records.ts';

/**
 * Prometheus sends the alert every 60 to 75 s, and Alertmanager repeats it every 15 to 20 s, so the newest
 * is at most 95 s old, or 170 s when one attempt of Prometheus failed.
 */
export const LIMIT_MS = 180_000;

export interface Watchdog {
  /** @throws {TypeError} when it is not a notification of that alert. */
  hear(notification: Notification): void;
  /** Since the evaluation of the newest that was heard of; before the first, since the start. */
  ageSeconds(): number;
  isMissing(): boolean;
  /** Delivers the news that it is missing, or is back; call it regularly. */
  check(): Promise<void>;
}

/** @param limitMs at what age it is missing */
export function watch(deliver: Deliver, limitMs: number): Watchdog {
  let newest = Date.now();
  let runbook: string | undefined;
  let missingSince: string | undefined;
  const ageMs = () => Date.now() - newest;
  const isMissing = () => ageMs() > limitMs;

  const tell = (status: 'firing' | 'resolved', startsAt: string) => {
    const annotations = {
      summary: `the newest Watchdog is ${Math.round(ageMs() / 1000)} s old`,
      description: 'Prometheus or Alertmanager does not work: no alert arrives.',
      ...(runbook && { runbook_url: runbook }),
    };
    const labels = { alertname: 'WatchdogMissing', severity: 'page' };
    const endsAt = new Date().toISOString();
    const alerts = [{ status, labels, annotations, startsAt, endsAt }];
    return deliver(deliveriesOf({ receiver: 'watchdog', alerts }));
  };

  return {
    hear({ alerts }) {
      for (const { labels, annotations } of alerts) {
        const evaluated = Number(annotations.evaluated_at) * 1000;
        if (labels.alertname !== 'Watchdog' || Number.isNaN(evaluated)) throw new TypeError();
        newest = Math.max(newest, evaluated);
        runbook = annotations.runbook_url;
      }
    },
    ageSeconds: () => ageMs() / 1000,
    isMissing,
    async check() {
      if (isMissing() === (missingSince !== undefined)) return;
      const since = missingSince ?? new Date().toISOString();
      missingSince = missingSince === undefined ? since : undefined;
      await tell(missingSince === undefined ? 'resolved' : 'firing', since);
    },
  };
}
