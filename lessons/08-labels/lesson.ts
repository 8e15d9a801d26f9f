// What people look for first, the service and the level, are no labels any more.
import { runProgram } from '../../evidence/command/program.ts';
import { project } from '../../stores/lab.ts';
import { type LogRecord, logRecords, streams } from '../../stores/loki.ts';
import {
  answered,
  finding,
  findingOfAll,
  neededOfAll,
  type Sent,
  send,
  serverSpansOf,
  settle,
  share,
} from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';
import { right, wrong } from './ways.ts';

const QUERY = '{service_name="backend", severity_text="info"}';
/** Loki asks for a label. Whatever the learner has made of them, one of these is left. */
const ANY_LABEL = ['service_namespace', 'deployment_environment_name', 'service_name'];

/** The records of each request's trace that a selector finds. */
const recordsBy = (selector: string, sent: Sent[]): Promise<LogRecord[][]> =>
  Promise.all(sent.map(({ traceId }) => logRecords(`${selector} | trace_id="${traceId}"`)));

/** The records of each request's trace, by whatever label they can be found. */
async function recordsOfTraces(sent: Sent[]): Promise<LogRecord[][]> {
  for (const label of ANY_LABEL) {
    const records = await recordsBy(`{${label}=~".+"}`, sent);
    if (records.every((lines) => lines.length > 0)) return records;
  }
  return [];
}

/** @param since seconds since 1970, before the first request. */
async function judgeLabels(since: number): Promise<Finding[]> {
  const found = await streams(QUERY, { start: since });
  const labels = [...new Set(found.flatMap((stream) => Object.keys(stream)))].sort();
  const ids = labels.filter((label) => /(^|_)id$/.test(label));
  return [
    finding(
      'the lines of one service and level are one stream',
      found.length === 1,
      `${found.length} streams`,
    ),
    finding(
      'no label is an id',
      labels.length > 0 && ids.length === 0,
      (ids.length > 0 ? ids : labels).join(', ') || `no line is found by ${QUERY}`,
    ),
  ];
}

export const lesson: Lesson = {
  folder: '08-labels',
  copies: {
    'loki.yaml': {
      of: 'loki/loki.yaml',
      fault: [
        [
          `      # The defaults are 18 labels; these three have few values, and all are queried.
`,
          '      # Labels are expensive: only those that are the same for all.\n',
        ],
        [
          'attributes: [service.name, service.namespace, deployment.environment.name]',
          'attributes: [service.namespace, deployment.environment.name]',
        ],
        [
          '    severity_text_as_label: true  # label severity_text: few values, and usually the first filter\n',
          '',
        ],
      ],
    },
  },
  services: ['loki'],
  end: () => runProgram('docker', ['volume', 'rm', '--force', `${project}_lesson-08-loki`]),
  async check() {
    const since = Math.floor(Date.now() / 1000);
    const sent = await send(3);
    return settle(async () => {
      const traced = await serverSpansOf(sent);
      const stored = await recordsOfTraces(sent);
      const found = (await recordsBy(QUERY, sent)).filter((lines) => lines.length === 2);
      const known = stored.flat().filter(({ attributes }) => attributes.service_instance_id);
      return [
        answered(sent),
        neededOfAll('Tempo has their spans', traced, sent),
        neededOfAll('Loki has their lines, by some label', stored, sent),
        findingOfAll(`${QUERY} finds both lines of each`, found, sent),
        ...(await judgeLabels(since)),
        finding(
          'and each line still tells its service.instance.id',
          known.length > 0 && known.length === stored.flat().length,
          share(known.length, stored.flat()),
        ),
      ];
    });
  },
  right,
  wrong,
};
