// What was lost, as PromQL: a value per signal and reason, out of the list of stores/losses.ts.
import { LOST, type LossCounter, selectorOf, type Teller } from '../../stores/losses.ts';
import { counted } from './promql.ts';

/** Has a value while the part was heard within half a minute. */
const heard = (series: string) => `max(timestamp(${series})) > time() - 30`;

const AGENT = 'otelcol_process_uptime_seconds_total{service_name="otel-agent"}';

/** Has a value as long as Prometheus knows what the part has counted. */
const KNOWN: Record<Teller, string> = {
  // The collector counts what pages tell.
  page: 'up{job="otel-collector"} == 1',
  backend: heard('lab_tasks{service_name="backend"}'),
  'otel-agent': heard(AGENT),
  'otel-collector': 'up{job="otel-collector"} == 1',
  tempo: 'up{job="tempo"} == 1',
  prometheus: 'up{job="prometheus"} == 1',
  loki: 'up{job="loki"} == 1',
};

/** Has a value where the part belongs to the lab, if not every lab has it. */
const BELONGS: Partial<Record<Teller, string>> = {
  'otel-agent': `max_over_time(${AGENT}[1h])`,
};

/** The vector with one more label. */
export const labelled = (vector: string, label: string, value: string) =>
  `label_replace(${vector}, "${label}", "${value}", "", "")`;

const either = (vectors: string[]) => vectors.join(' or ');

/** How and over how long is counted: the arguments of `counted`. */
type How = [range?: string, step?: string, back?: string];

/** How much the counter rose, by signal and reason. */
function risen(counter: LossCounter, how: How): string {
  const rise = counted(selectorOf(counter), ...how);
  const { signal, reason } = counter;
  const reasoned =
    typeof reason === 'string'
      ? labelled(`sum(${rise})`, 'reason', reason)
      : `label_join(sum by (${reason.join(', ')}) (${rise}), "reason", ", ", "${reason.join('", "')}")`;
  return labelled(reasoned, 'signal', signal);
}

/** Of counters of one part. */
function rowsOf(teller: Teller, counters: LossCounter[], how: How): string {
  const signals = [...new Set(counters.map(({ signal }) => signal))];
  const each = (value: string) =>
    either(signals.map((signal) => labelled(`vector(${value})`, 'signal', signal)));
  const rises = counters.map((counter) => risen(counter, how));
  const belongs = BELONGS[teller] ? ` and on () (${BELONGS[teller]})` : '';
  return `(sum by (signal, reason) (${either(rises)}) > 0
or on (signal) ((${each('0')}) and on () (${KNOWN[teller]}))
or ${labelled(`(${each('NaN')})`, 'reason', 'it does not answer')} unless on () (${KNOWN[teller]})${belongs})`;
}

/**
 * What was lost for good, counted as in promql.ts: a value for each `signal` and `reason`. A signal of
 * which nothing was lost has the value 0, without a reason. NaN says that nobody knows: the part that
 * counts does not answer.
 */
export function lost(counters = LOST, ...how: How): string {
  const byTeller = Map.groupBy(counters, ({ teller }) => teller);
  return either([...byTeller].map(([teller, own]) => rowsOf(teller, own, how)));
}
