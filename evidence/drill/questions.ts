// How far is the alert? Each function throws when the part it asks does not answer.
import { ask, askJson, withParameters } from '../../stores/ask.ts';
import { lab } from '../../stores/lab.ts';
import { logRecords } from '../../stores/loki.ts';
import { samples } from '../../stores/prometheus.ts';
import { CannotTell } from '../command/command.ts';

/** Production's objective, sixty times as fast. */
export const ALERT = 'SloLabBackendAvailabilityBurn';

export async function isInState(wanted: 'firing' | 'inactive'): Promise<boolean> {
  const { data } = await askJson<{
    data: { alerts: { state: string; labels: Record<string, string> }[] };
  }>('Prometheus', `${lab.prometheus}/api/v1/alerts`);
  const alert = data.alerts.find(
    ({ labels }) => labels.alertname === ALERT && labels.severity === 'page',
  );
  return (alert?.state ?? 'inactive') === wanted;
}

/** The receivers of alertmanager.yaml that Alertmanager notifies of it; none while it does not have it. */
export async function receiversAtAlertmanager(): Promise<string[]> {
  const filters = new URLSearchParams([
    ['filter', `alertname="${ALERT}"`],
    ['filter', 'severity="page"'],
  ]);
  const url = `${lab.alertmanager}/api/v2/alerts?${filters}`;
  const alerts = await askJson<{ receivers: { name: string }[] }[]>('Alertmanager', url);
  return alerts.flatMap(({ receivers }) => receivers.map(({ name }) => name));
}

/** Does Prometheus scrape those that deliver it? */
export const areWatched = async (): Promise<boolean> =>
  (await samples('up{job=~"alertmanager|alert-receiver"} == 1')).length === 2;

/** The stand-in for a service, as a receiver's name says it: Slack, PagerDuty. */
export const isStandIn = (receiver: string): boolean => receiver.endsWith('-stand-in');

/**
 * Has alert-receiver logged a record since `since` (milliseconds since 1970)?
 * @param receiver the stand-in that took it; without one, those do not count
 */
export async function wasDelivered(
  status: 'firing' | 'resolved',
  since: number,
  receiver?: string,
): Promise<boolean> {
  const by = receiver ? `="${receiver}"` : '!~".+-stand-in"';
  const filter = `lab_alert_name="${ALERT}" | lab_alert_severity="page" | lab_alert_status="${status}" | lab_alert_receiver${by}`;
  const range = { start: Math.floor(since / 1000), limit: 1 };
  return (await logRecords(`{service_name="alertmanager"} | ${filter}`, range)).length > 0;
}

/** @throws {CannotTell} naming what does not answer and the command that starts it. */
export async function needLab(): Promise<void> {
  const need = (who: string, url: string, advice: string): Promise<string> =>
    ask(who, url).catch(() => {
      throw new CannotTell(`${who} does not answer at ${new URL(url).origin}${advice}`);
    });
  const start = 'COMPOSE_PROFILES=alerting npm start';
  await need('Prometheus', `${lab.prometheus}/-/ready`, `; start the lab: ${start}`);
  await need('Alertmanager', `${lab.alertmanager}/-/ready`, `; it starts with: ${start}`);
  await need('Loki', `${lab.loki}/ready`, '; see: docker compose logs loki');
  const api = `${lab.frontend}/api/tasks?limit=1`;
  await need('the API', api, '; see: docker compose logs frontend backend');
  const rules = withParameters(`${lab.prometheus}/api/v1/rules`, {
    type: 'alert',
    'rule_name[]': ALERT,
  });
  const { data } = await askJson<{ data: { groups: unknown[] } }>('Prometheus', rules);
  if (data.groups.length === 0) {
    throw new CannotTell(
      `Prometheus knows no alert ${ALERT}; restart it: docker compose restart prometheus`,
    );
  }
}
