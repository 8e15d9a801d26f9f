// Who watches the watchers? Targets, rules, series and Grafana itself.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { frame } from './frame.ts';
import { lines } from './panels/lines.ts';
import { upOrDown } from './panels/stat.ts';
import { table } from './panels/tables.ts';
import { logs } from './panels/words.ts';
import { logQl, promQl, promQlNow, promQlTable, scraped } from './queries.ts';

const targets = upOrDown({
  title: 'Which targets answer?',
  description:
    'Whether Prometheus could scrape each part of the lab at its last try. A part that is down here cannot be trusted in any other panel.',
  width: 24,
  queries: [promQlNow('up', '{{job}}')],
});

const rules = [
  lines({
    title: 'How long does evaluating rules take?',
    description:
      'The slowest rule group, beside how often it is due. Longer than its interval: alerts come late.',
    unit: 's',
    width: 8,
    noValue: 'No rules are loaded.',
    queries: [
      promQl('max(prometheus_rule_group_last_duration_seconds)', 'slowest group', scraped),
      promQl('min(prometheus_rule_group_interval_seconds)', 'shortest interval', scraped),
    ],
  }),
  lines({
    title: 'Do rules fail?',
    description:
      'Evaluations that ended in an error, and those that were left out since the one before was not done, per second. Any of them: an alert may be blind.',
    unit: 'cps',
    width: 8,
    queries: [
      promQl(
        'sum(rate(prometheus_rule_evaluation_failures_total[$__rate_interval])) or vector(0)',
        'failed',
        scraped,
      ),
      promQl(
        'sum(rate(prometheus_rule_group_iterations_missed_total[$__rate_interval])) or vector(0)',
        'left out',
        scraped,
      ),
    ],
  }),
  lines({
    title: 'How many series are there?',
    description:
      'Active series in Prometheus. It grows with the number of label values; a steep rise is a label with an id in it, and the memory of Prometheus follows.',
    unit: 'short',
    width: 8,
    queries: [promQl('prometheus_tsdb_head_series', 'series', scraped)],
  }),
];

const alerts = table({
  title: 'Which alerts are pending or firing?',
  description:
    'From the rules in Prometheus, without Watchdog, which always fires. Pending: the condition holds, but not yet for long enough. Each alert has a runbook in docs/runbooks.',
  unit: 'none',
  width: 12,
  noValue: 'None: all is well.',
  hide: ['__name__', 'Value', 'instance', 'job'],
  queries: [promQlTable('ALERTS{alertname!="Watchdog"}')],
});

const NO_ALERTMANAGER = 'Alertmanager runs with: COMPOSE_PROFILES=alerting npm start';

const delivered = logs({
  title: 'Which alerts were delivered?',
  description:
    'What Alertmanager sent out: firing when an alert began, resolved when it ended. Alertmanager runs with COMPOSE_PROFILES=alerting npm start; scripts/drill.sh makes an alert on purpose.',
  width: 24,
  noValue: `None in this time range. ${NO_ALERTMANAGER}`,
  queries: [logQl('{service_name="alertmanager"}')],
});

const delivery = [
  lines({
    title: 'Do notifications fail?',
    description:
      'What Alertmanager tried to send to any receiver, and what it gave up, per second. Any failure: somebody may not have been told.',
    unit: 'cps',
    width: 12,
    noValue: NO_ALERTMANAGER,
    queries: [
      promQl('sum(rate(alertmanager_notifications_total[$__rate_interval]))', 'tried', scraped),
      promQl(
        'sum(rate(alertmanager_notifications_failed_total[$__rate_interval]))',
        'failed',
        scraped,
      ),
    ],
  }),
  lines({
    title: 'Would an alert arrive?',
    description:
      'How old the newest Watchdog is that alert-receiver has heard of: an alert that always fires. A healthy lab stays below 100 s. From 180 s on the receiver writes an error, since no other alert would arrive either.',
    unit: 's',
    width: 12,
    noValue: NO_ALERTMANAGER,
    thresholds: [
      [0, 'green'],
      [180, 'red'],
    ],
    objective: true,
    queries: [promQl('alert_receiver_watchdog_age_seconds', 'newest Watchdog', scraped)],
  }),
];

const series = table({
  title: 'Which metrics have the most series?',
  description:
    'The ten largest by name. More than a hundred series of one metric deserve a reason.',
  unit: 'short',
  width: 12,
  queries: [promQlTable('topk(10, count by (__name__) ({__name__!=""}))')],
});

const scrapes = [
  lines({
    title: 'How long do scrapes take?',
    description:
      'By target. The interval is 15 s; a scrape that takes seconds is a target in trouble.',
    unit: 's',
    width: 8,
    queries: [promQl('scrape_duration_seconds', '{{job}}', scraped)],
  }),
  lines({
    title: 'Does Grafana answer?',
    description:
      'Requests to Grafana by status, per second. 5xx: Grafana itself fails; the panels of all dashboards depend on it.',
    unit: 'reqps',
    width: 8,
    queries: [
      promQl(
        'sum by (status_code) (rate(grafana_http_request_duration_seconds_count[$__rate_interval]))',
        '{{status_code}}',
        scraped,
      ),
    ],
  }),
  lines({
    title: 'How long do its data sources take?',
    description:
      'The mean time of a question of Grafana to each store. The panels of a dashboard should all have answered within 2 s.',
    unit: 's',
    width: 8,
    noValue: 'Grafana asked nothing in this time range.',
    queries: [
      promQl(
        'sum by (datasource) (rate(grafana_datasource_request_duration_seconds_sum[$__rate_interval])) / (sum by (datasource) (rate(grafana_datasource_request_duration_seconds_count[$__rate_interval])) > 0)',
        '{{datasource}}',
        scraped,
      ),
    ],
  }),
];

/** The dashboard "Monitoring the monitors". */
export const monitoring = (): Dashboard => {
  const dashboard = frame(
    'monitoring',
    'Monitoring the monitors',
    'Whether the parts that watch are well: targets, rules, alerts, series and Grafana itself.',
    60,
  );
  for (const panel of [targets, ...rules, alerts, series, delivered, ...delivery, ...scrapes])
    dashboard.withPanel(panel);
  return dashboard.build();
};
