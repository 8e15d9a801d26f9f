// Where in a lab items wait for what comes next, by what its collectors say.
import { sum } from '../../evidence/statistics.ts';
import { type MetricsPage, queueOf } from '../../stores/metrics-page.ts';

const ITEMS = ['spans', 'log_records', 'metric_points'];
const KAFKA = { exporter: 'kafka' };

/**
 * @param page the pages of all collectors of a lab as one; the plain lab has no gateways.
 * @returns `gateways` and `workers`: bytes in their queues. `kafka`: items that gateways have sent there and
 *   no worker has taken; not Kafka's own lag, in messages, which is one for a trace and one for hundreds of
 *   log records.
 */
export function waitingIn(page: MetricsPage) {
  const gateways = page.sum('otelcol_exporter_queue_size', KAFKA);
  const inKafka = ITEMS.map(
    (items) =>
      page.sum(`otelcol_exporter_sent_${items}`, KAFKA) -
      page.sum(`otelcol_receiver_accepted_${items}`, { receiver: 'kafka' }),
  );
  return { gateways, kafka: sum(inKafka), workers: queueOf(page) - gateways };
}
