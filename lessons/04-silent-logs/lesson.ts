// The backend has no exporter for logs, and the SDK says nothing about it.
import {
  answered,
  findingOfAll,
  neededOfAll,
  recordsOf,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Lesson } from '../engine/lesson.ts';

const none = 'OTEL_LOGS_EXPORTER: none';

export const lesson: Lesson = {
  folder: '04-silent-logs',
  services: ['backend'],
  async check() {
    const sent = await send(3);
    return settle(async () => {
      const traced = await serverSpansOf(sent);
      const records = (await recordsOf(sent)).map((lines) => lines.map(({ body }) => body));
      const both = records.filter(
        (lines) => lines.includes('Incoming request') && lines.includes('Request completed'),
      );
      return [
        answered(sent),
        neededOfAll('their traces reach Tempo', traced, sent),
        findingOfAll('both log lines of each reach Loki', both, sent),
      ];
    });
  },
  right: [
    {
      title: 'Name the exporter: logs go where traces and metrics go',
      edits: { 'compose.yml': [[none, 'OTEL_LOGS_EXPORTER: otlp']] },
    },
    {
      title: 'Leave the exporter to its default, which is OTLP',
      edits: { 'compose.yml': [[`      ${none}\n`, '']] },
    },
  ],
  wrong: [
    {
      title: 'Log more',
      edits: { 'compose.yml': [[none, `${none}\n      LOG_LEVEL: trace`]] },
    },
    {
      title: 'Export the logs to where docker logs shows them',
      edits: { 'compose.yml': [[none, 'OTEL_LOGS_EXPORTER: console']] },
    },
  ],
};
