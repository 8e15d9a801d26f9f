// The collector knows Tempo by an address that Tempo no longer has.
import { say } from '../../evidence/command/command.ts';
import { type CounterBefore, counterBefore, hasRisen } from '../../stores/prometheus.ts';
import {
  answered,
  findingOfAll,
  needed,
  neededOfAll,
  recordsOf,
  type Sent,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import { verdictOf } from '../engine/judge.ts';
import type { Edits, Finding, Lesson } from '../engine/lesson.ts';
import { addressOfTempo, moveTempo, unusedAddress } from './addresses.ts';

const byName = 'endpoint: tempo:4317';
const byAddress = async (): Promise<string> => `endpoint: ${await unusedAddress()}:4317`;

/** Puts another endpoint in the place of the faulty one, in the learner's file. */
const endpoint = async (by: string): Promise<Edits> => ({
  'stores.yaml': [[await byAddress(), `endpoint: ${by}`]],
});

/** What the stores have of the requests. Only the way to Tempo is in question. */
async function judge(sent: Sent[], requests: CounterBefore, when: string): Promise<Finding[]> {
  const logged = (await recordsOf(sent)).filter((lines) => lines.length > 0);
  const traced = await serverSpansOf(sent);
  const isCounted = await hasRisen(requests);
  return [
    answered(sent),
    neededOfAll('Loki has their log lines', logged, sent),
    needed('Prometheus has counted them', isCounted, requests.series),
    findingOfAll(`Tempo has their spans${when}`, traced, sent),
  ];
}

/** Sends requests and judges. @param waiting `grace`: seconds for the spans, when all else is there. */
async function tryOut(
  when: string,
  waiting: { grace: number; patience?: number },
): Promise<Finding[]> {
  const requests = await counterBefore('http_requests_total{service_name="backend"}');
  const sent = await send(3);
  return settle(() => judge(sent, requests, when), waiting);
}

export const lesson: Lesson = {
  folder: '07-stale-address',
  copies: {
    'stores.yaml': {
      of: 'otel-collector/stores.yaml',
      fault: async () => [
        [
          `    ${byName}\n`,
          `    # By its address: no name to look up.\n    ${await byAddress()}\n`,
        ],
      ],
    },
  },
  services: ['otel-collector'],
  async check() {
    const now = await tryOut('', { grace: 10 });
    if (verdictOf(now) !== 0) return now;
    say('It works as things are. Now Tempo gets another address; this takes up to two minutes');
    const hasMoved = await moveTempo(lesson);
    // A gRPC client asks for an address again half a minute after it last did so.
    const later = await tryOut(' at its new address', { grace: 60, patience: 90 });
    return [...now, needed('Tempo got another address', hasMoved, String(hasMoved)), ...later];
  },
  right: [
    { title: 'Name the service, as Compose calls it', edits: () => endpoint('tempo:4317') },
    {
      title: 'Name it, and say that the name is to be looked up in DNS',
      edits: () => endpoint('dns:///tempo:4317'),
    },
    {
      title: 'Take the name from the environment, where each lab can have another',
      edits: async () => ({
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the collector replaces it.
        ...(await endpoint('${env:TEMPO_ENDPOINT}')),
        'compose.yml': [
          ['    volumes:', '    environment: { TEMPO_ENDPOINT: "tempo:4317" }\n    volumes:'],
        ],
      }),
    },
  ],
  wrong: [
    {
      title: 'Write down the address that Tempo has today',
      edits: async () => endpoint(`${await addressOfTempo()}:4317`),
    },
    {
      title: 'Send no more traces to Tempo, so that no export fails',
      edits: {
        'stores.yaml': [['exporters: [otlp_grpc/tempo]', 'exporters: [debug]']],
      },
    },
    {
      title: 'Wait longer for the address that does not answer',
      edits: { 'stores.yaml': [['max_elapsed_time: 2h', 'max_elapsed_time: 24h']] },
    },
  ],
};
