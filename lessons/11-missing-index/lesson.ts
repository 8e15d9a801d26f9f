// One order of the list has no index: each page of it reads and sorts all tasks.
import { print } from '../../evidence/command/command.ts';
import { median } from '../../evidence/statistics.ts';
import { sumOf } from '../../stores/prometheus.ts';
import { type Span, spansOfTrace } from '../../stores/tempo.ts';
import { removeVolume } from '../engine/containers.ts';
import {
  answered,
  finding,
  needed,
  type Sent,
  settle,
  share,
  spansOf,
} from '../engine/evidence.ts';
import type { Answer, Finding, Lesson } from '../engine/lesson.ts';
import { dropped, MIGRATION, right, wrong } from './attempts.ts';
import { isSorted, list, ORDERS, planOf, slowestStatement, textOf } from './statements.ts';

const TASKS = 60_000;
/** Pages of each order. */
const PAGES = 7;
/**
 * How many times as long the one order may take. Without the index it is hundreds of times: it reads all
 * tasks instead of a page. Both run on the same machine at the same time.
 */
const FACTOR = 10;

const milliseconds = (duration: number): string => `${duration.toFixed(1)} ms`;

/** Does the trace that the learner names show a slow request, and why? */
async function judgeTrace(trace: string, usual: number): Promise<Finding> {
  const what = 'your trace shows a slow request, and the statement that it waited for';
  if (!/^[0-9a-f]{32}$/.test(trace)) return finding(what, false, 'no trace id');
  const spans = await spansOfTrace(trace);
  const request = spans.find(
    ({ service, kind, name }) =>
      service === 'backend' && kind === 'SERVER' && name === 'GET /api/tasks',
  );
  const statement = slowestStatement(spans);
  if (!request || !statement) return finding(what, false, 'not a list of tasks, or not in Tempo');
  const isReason = statement.duration > request.duration / 2;
  return finding(
    what,
    isReason && statement.duration > FACTOR * usual,
    `${milliseconds(statement.duration)} of ${milliseconds(request.duration)} in "${textOf(statement)}"`,
  );
}

/** SQLite is asked for the very statement that was traced, once. */
function plans(): (sql: string) => Promise<Finding> {
  let steps: string[] | undefined;
  return async (sql) => {
    steps ??= await planOf(sql);
    const plan = steps.join(', ');
    return finding(
      'SQLite reads a page by title in the order of an index',
      plan.includes('USING INDEX') && !plan.includes('TEMP B-TREE'),
      plan,
    );
  };
}

const durationsOf = (statements: (Span | undefined)[]): number[] =>
  statements.flatMap((span) => span?.duration ?? []);

async function check({ trace = '' }: Answer): Promise<Finding[]> {
  const byTitle: Sent[] = [];
  const byTime: Sent[] = [];
  for (let page = 0; page < PAGES; page += 1) {
    byTitle.push(await list('title'));
    byTime.push(await list('created_at'));
  }
  const judgePlan = plans();
  return settle(async () => {
    const sent = [...byTitle, ...byTime];
    const statements = (await spansOf(sent)).map(slowestStatement);
    const there = statements.filter(Boolean).length;
    const arrived = [
      answered(sent),
      needed('their SQL statements reach Tempo', there === sent.length, share(there, sent)),
    ];
    if (there < sent.length || sent.some(({ status }) => status !== 200)) return arrived;
    const title = median(durationsOf(statements.slice(0, PAGES)));
    const usual = median(durationsOf(statements.slice(PAGES)));
    const tasks = await sumOf('lab_tasks{service_name="backend"}');
    return [
      ...arrived,
      await judgeTrace(trace, usual),
      finding('all tasks are there', tasks >= TASKS, `${tasks} in lab_tasks`),
      finding('lists by title are in that order', byTitle.every(isSorted), 'by their answers'),
      await judgePlan(textOf(statements[0])),
      finding(
        `a page by title takes at most ${FACTOR} times as long as one by time`,
        title <= FACTOR * usual,
        `medians of ${milliseconds(title)} and ${milliseconds(usual)}`,
      ),
    ];
  });
}

/** Lists as clients ask for them: one in eight by title. */
async function begin(): Promise<void> {
  for (let number = 0; number < 40; number += 1) {
    const other = ORDERS[1 + (number % 2)] ?? 'created_at';
    await list(number % 8 === 7 ? 'title' : other);
  }
  print('    40 lists were asked for, as clients do');
}

export const lesson: Lesson = {
  folder: '11-missing-index',
  copies: {
    src: { of: 'backend/src', file: MIGRATION, fault: [[dropped, '']] },
    'production.ts': { of: 'lessons/11-missing-index/production.ts' },
  },
  services: ['backend'],
  begin,
  end: () => removeVolume('lesson-11-data'),
  asks: { trace: 'the id of the trace of a slow request' },
  check,
  right,
  wrong,
};
