// A first look: one click on the page, followed down to the SQL. Nothing is broken.
import { WrongCall } from '../../evidence/command/command.ts';
import { logRecords } from '../../stores/loki.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import {
  answered,
  finding,
  neededOfAll,
  recordsOf,
  send,
  serverSpansOf,
  settle,
} from '../engine/evidence.ts';
import type { Finding, Lesson } from '../engine/lesson.ts';
import { traceNobodyMade, traceOfClick, traceOfRequest } from './answers.ts';

const HOUR_MS = 3_600_000;

/** Is the span below the other one, with any number of spans between? */
function isBelow(above: Span, span: Span, spans: Span[]): boolean {
  let parent: Span | undefined = span;
  // No more steps than spans: anybody can send a ring of them.
  for (let step = 0; parent && step < spans.length; step += 1) {
    const { parentId }: Span = parent;
    parent = spans.find(({ id }) => id === parentId);
    if (parent === above) return true;
  }
  return false;
}

/** What the trace with the learner's id has of a click, from the browser to the database. */
function pathOf(spans: Span[]): Finding[] {
  const click = spans.find(({ service, parentId }) => service === 'frontend' && !parentId);
  const server = spans.find(
    (span) =>
      span.service === 'backend' &&
      span.kind === 'SERVER' &&
      click !== undefined &&
      isBelow(click, span, spans),
  );
  const sql = spans.find(
    (span) =>
      /^(INSERT|UPDATE)$/.test(span.attributes['db.operation.name'] ?? '') &&
      server !== undefined &&
      isBelow(server, span, spans),
  );
  const begun = Math.min(...spans.map(({ start }) => start));
  return [
    finding('Tempo has a trace of this id', spans.length > 0, `${spans.length} spans`),
    finding(
      'it is of the last hour',
      spans.length > 0 && Date.now() - begun < HOUR_MS,
      spans.length > 0 ? new Date(begun).toISOString() : 'no span',
    ),
    finding("its first span is the page's", click !== undefined, click?.name ?? 'none'),
    finding('below it the backend answered', server !== undefined, server?.name ?? 'no'),
    finding('below that a task was changed', sql !== undefined, sql?.name ?? 'no INSERT or UPDATE'),
  ];
}

export const lesson: Lesson = {
  folder: '01-first-trace',
  services: [],
  asks: { trace: 'the id of the trace of your click, 32 hexadecimal digits' },
  async check({ trace = '' }) {
    if (!/^[0-9a-f]{32}$/.test(trace)) {
      throw new WrongCall(`a trace id is 32 hexadecimal digits, not: ${trace}`);
    }
    const sent = await send(3);
    return settle(async () => {
      const traced = await serverSpansOf(sent);
      const logged = (await recordsOf(sent)).filter((lines) => lines.length > 0);
      const lines = await logRecords(`{service_name="backend"} | trace_id="${trace}"`);
      return [
        answered(sent),
        neededOfAll('their traces reach Tempo', traced, sent),
        neededOfAll('and their log lines Loki', logged, sent),
        ...pathOf(await spansOfTrace(trace)),
        finding(
          'Loki has log lines of it',
          lines.length > 0,
          lines.map(({ body }) => body).join(', ') || 'none',
        ),
      ];
    });
  },
  right: [
    {
      title: 'Add a task on the page, and pass the id that its chip shows',
      answer: () => traceOfClick('add_task'),
    },
    {
      title: 'Complete a task on the page, and pass the id that its chip shows',
      answer: () => traceOfClick('complete_task'),
    },
  ],
  wrong: [
    { title: 'The trace of a request without a browser', answer: traceOfRequest },
    { title: 'An id that no trace has', answer: traceNobodyMade },
    {
      title: 'The trace of loading the list, which changes nothing',
      answer: () => traceOfClick('load_tasks'),
    },
  ],
};
