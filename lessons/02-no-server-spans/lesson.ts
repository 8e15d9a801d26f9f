// The SDK is loaded after Express, so Express, http and pino are never instrumented.
import { counterBefore, hasRisen } from '../../stores/prometheus.ts';
import {
  answered,
  findingOfAll,
  needed,
  recordsOf,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Lesson } from '../engine/lesson.ts';

const command = 'command: ["node", "src/main.ts"]';

export const lesson: Lesson = {
  folder: '02-no-server-spans',
  services: ['backend'],
  async check() {
    const before = await counterBefore('http_requests_total{service_name="backend"}');
    const sent = await send(3);
    return settle(async () => {
      const servers = await serverSpansOf(sent);
      const named = servers.filter(({ attributes }) => attributes['http.route'] === '/api/tasks');
      const records = (await recordsOf(sent)).filter((lines) => lines.length > 0);
      return [
        answered(sent),
        needed('the backend counts them', await hasRisen(before), 'http_requests_total'),
        findingOfAll('each has a SERVER span', servers, sent),
        findingOfAll('with its route', named, sent),
        findingOfAll('and log lines with its trace id', records, sent),
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
