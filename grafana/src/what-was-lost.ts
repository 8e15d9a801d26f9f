// What was lost, and where? A table for each place, in the order in which telemetry flows.
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { LOST, PLACES, type Place } from '../../stores/losses.ts';
import { frame, labUrlVariable } from './frame.ts';
import { type DataLink, dashboardLink, runbookLink } from './links.ts';
import { labelled, lost } from './losses.ts';
import { counts } from './panels/tables.ts';
import { promQlTable } from './queries.ts';

const pipeline = dashboardLink('Pipeline health', 'pipeline-health');

/** What a loss means there, and where to go on. */
const ABOUT: Record<Place, { where: string; means: string; width: number; next: DataLink[] }> = {
  page: {
    where: 'in the page',
    means:
      'Batches of up to 40 spans or 50 records that the page threw away: more than 4 MiB were waiting, they were older than an hour, or the collector refused them for good. Nobody will see these actions. A page tells once there is a way again; one that was closed before, the next one tells.',
    width: 12,
    next: [dashboardLink('User experience', 'user-experience'), runbookLink('collector-down')],
  },
  app: {
    where: 'in the app',
    means:
      'The requests were answered, but what they were is missing, in traces and logs. queue_full: the collector was away or slow for longer than the queue lasts. An unclean end: the process was killed, and nobody can count what it had not exported, up to a second of it; its stdout has the lines.',
    width: 12,
    next: [runbookLink('backend-telemetry-dropped'), runbookLink('backend-ended-uncleanly')],
  },
  agent: {
    where: 'in the agent beside the app',
    means:
      'The collector did not take it and said that it never will, or the queue of the agent had no room: its disk is full. The app tries such telemetry again; if it gives up, this is the loss. What waits in the queue is not lost. Only a lab that was started with compose.agent.yml has an agent.',
    width: 12,
    next: [runbookLink('collector-refusing'), runbookLink('disk-filling')],
  },
  receive: {
    where: 'where the collector receives',
    means:
      'Telemetry that came in and went no further: the receiver failed, or a filter dropped it on purpose. What it refuses because its memory is short is sent again, and is no loss here; a sender that gives up counts it itself.',
    width: 12,
    next: [runbookLink('collector-refusing'), pipeline],
  },
  sampling: {
    where: 'before their decision',
    means:
      'Traces that the collector dropped before it could decide, since too many waited. Only a lab that keeps a part of its traces decides (LAB_SAMPLING=true). Those that it decides not to keep are no loss: they are counted. What waits when the collector is killed is on the dashboard What was kept.',
    width: 8,
    next: [dashboardLink('What was kept', 'what-was-kept'), runbookLink('sampling-undecided')],
  },
  queue: {
    where: 'before the queue of the collector',
    means:
      'It was received, but could not be put into the queue: the queue was full, or its disk. The sender may have tried again; if it did not, this is the loss. With a full disk, what was about to be sent is lost as well, and nobody can count it.',
    width: 8,
    next: [
      runbookLink('collector-queue-filling'),
      runbookLink('collector-queue-set-aside'),
      runbookLink('disk-filling'),
    ],
  },
  export: {
    where: 'on the way to a store',
    means:
      'The store refused it for good (too old, too large), or was away for more than an hour. The log of the collector has the words of the store.',
    width: 8,
    next: [runbookLink('collector-dropping'), runbookLink('store-down')],
  },
  store: {
    where: 'in a store',
    means:
      'What the store threw away because of a limit. Tempo does so without a word, and the collector counts it as sent. Loki refuses the whole batch, which is then also counted on the way to a store. Of a Tempo that was killed, what came in its last second is missing, and nobody can count it.',
    width: 24,
    next: [runbookLink('store-discarding')],
  },
};

const tableOf = (place: Place) => {
  const { where, means, width, next } = ABOUT[place];
  const counters = LOST.filter((counter) => counter.place === place);
  const hour = lost(counters, '1h', '15s');
  // A month is counted in steps of five minutes, so the newest losses are not in it yet.
  const month = lost(counters, '30d', '5m', '2h');
  const both = `${labelled(month, 'of', 'month')} or ${labelled(hour, 'of', 'hour')}`;
  return counts({
    title: `Lost ${where}`,
    description: `${means} Unknown: the part that counts does not answer.`,
    width,
    height: 6,
    noValue:
      place === 'agent'
        ? 'This lab has no agent beside the app.'
        : 'Unknown: Prometheus has no answer.',
    next,
    labels: ['signal', 'reason'],
    columns: ['last hour', '30 days'],
    queries: [promQlTable(hour), promQlTable(`max by (signal, reason) (${both})`)],
  });
};

/** The dashboard "What was lost". */
export const whatWasLost = (): Dashboard => {
  const dashboard = frame(
    'what-was-lost',
    'What was lost',
    'Telemetry that was lost for good: where, of which signal, why, and how much.',
    60,
    // A month is read with each refresh.
    '1m',
  ).withVariable(labUrlVariable());
  for (const place of PLACES) dashboard.withPanel(tableOf(place));
  return dashboard.build();
};
