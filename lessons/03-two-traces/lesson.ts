// nginx drops the header traceparent on the way to the API.
import { spansOfTrace } from '../../stores/tempo.ts';
import {
  answered,
  findingOfAll,
  neededOfAll,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Lesson } from '../engine/lesson.ts';

const drop = 'proxy_set_header traceparent "";';
const before = 'proxy_set_header X-Forwarded-Proto $scheme;';

export const lesson: Lesson = {
  folder: '03-two-traces',
  copies: {
    'nginx.conf': {
      of: 'frontend/nginx.conf',
      fault: [
        [
          `    # No path after the address: nginx passes path, query and headers on unchanged, including
    # traceparent, which makes the backend's span the child of the browser's.
`,
          '    # No path after the address: nginx passes path and query on unchanged.\n',
        ],
        [before, `${before}\n    # Clients cannot be trusted with our headers.\n    ${drop}`],
      ],
    },
  },
  services: ['frontend'],
  async check() {
    const sent = await send(3);
    return settle(async () => {
      const own = await Promise.all(
        sent.map(({ answeredIn }) => (answeredIn ? spansOfTrace(answeredIn) : [])),
      );
      const traced = own.filter((spans) => spans.some(({ service }) => service === 'backend'));
      const same = sent.filter(({ traceId, answeredIn }) => traceId === answeredIn);
      const children = await serverSpansOf(sent);
      return [
        answered(sent),
        neededOfAll('the API traces them', traced, sent),
        findingOfAll("in the caller's trace", same, sent),
        findingOfAll("below the caller's span", children, sent),
      ];
    });
  },
  right: [
    {
      title: 'Pass all headers on unchanged, as nginx does by itself',
      edits: { 'nginx.conf': [[`    ${drop}\n`, '']] },
    },
    {
      title: "Pass the caller's header on by name",
      edits: { 'nginx.conf': [[drop, 'proxy_set_header traceparent $http_traceparent;']] },
    },
  ],
  wrong: [
    {
      title: 'Send a traceparent of our own, so that the API has one',
      edits: {
        'nginx.conf': [
          [
            drop,
            'proxy_set_header traceparent "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";',
          ],
        ],
      },
    },
    {
      title: 'Tell the API not to record what has no caller',
      edits: { 'nginx.conf': [[drop, 'proxy_set_header traceparent "00-0-0-00";']] },
    },
  ],
};
