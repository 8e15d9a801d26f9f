// The SDK is loaded after Express, so Express, http and pino are never instrumented.
import { pollUntilTrue } from '../../stores/poll-until.ts';
import { counterBefore, hasRisen } from '../../stores/prometheus.ts';
import {
  answered,
  finding,
  findingOfAll,
  neededOfAll,
  recordsOf,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Lesson } from '../engine/lesson.ts';
import { patient } from '../engine/patience.ts';

const command = 'command: ["node", "src/main.ts"]';

/**
 * Sends requests until one has a SERVER span, or for ten seconds. With the fault the first has none: only
 * the exporter's own first request has node:http instrumented.
 */
const begun = (): Promise<void> =>
  pollUntilTrue('a SERVER span', patient(10), async () => {
    const sent = await send(1);
    const hasArrived = async () => (await serverSpansOf(sent)).length > 0;
    await pollUntilTrue('its trace', 2, hasArrived);
    return true;
  }).catch(() => {});

export const lesson: Lesson = {
  folder: '02-no-route',
  services: ['backend'],
  async check() {
    await begun();
    const before = await counterBefore('http_requests_total{service_name="backend"}');
    const sent = await send(3);
    return settle(async () => {
      const servers = await serverSpansOf(sent);
      const named = servers.filter(({ attributes }) => attributes['http.route'] === '/api/tasks');
      const records = (await recordsOf(sent)).filter((lines) => lines.length > 0);
      return [
        answered(sent),
        neededOfAll('each has a SERVER span', servers, sent),
        findingOfAll('with its route', named, sent),
        findingOfAll('and log lines with its trace id', records, sent),
        finding('the backend counts them', await hasRisen(before), 'http_requests_total'),
      ];
    });
  },
  right: [
    {
      title: 'Load the SDK before the app, with --import',
      edits: {
        'compose.yml': [
          [command, 'command: ["node", "--import", "./src/instrumentation.ts", "src/main.ts"]'],
        ],
      },
    },
    {
      title: 'Leave the command to the image, and load the SDK by NODE_OPTIONS',
      edits: {
        'compose.yml': [
          [command, 'environment: { NODE_OPTIONS: "--import=./src/instrumentation.ts" }'],
        ],
      },
    },
  ],
  wrong: [
    {
      title: 'Ask the SDK for spans more often',
      edits: {
        'compose.yml': [
          [command, `${command}\n    environment: { OTEL_BSP_SCHEDULE_DELAY: "50" }`],
        ],
      },
    },
    {
      title: 'Switch the SDK off, so that nothing looks incomplete any more',
      edits: {
        'compose.yml': [[command, `${command}\n    environment: { OTEL_SDK_DISABLED: "true" }`]],
      },
    },
  ],
};
