// What was found of what was planted, as a result for each field.
import type { Result } from '../checks/checks.ts';
import { type Canary, plain } from './canaries.ts';
import type { Places } from './places.ts';

export interface Planted {
  /** The signal and the field, or the API's. */
  title: string;
  /** How it came. */
  way: string;
  canary: Canary;
}

/** The way that nothing guards: what comes so must be found, or a search of that field would find nothing. */
export const UNGUARDED = 'past the collector';

/** No store keeps these, so nothing of them can be found. */
const NOT_KEPT = [
  'metrics: scope name',
  'metrics: scope version',
  'metrics: scope attribute',
  'metrics: metric description',
  'logs: event name of a log record',
];

/** No processor of the collector reaches these. */
const OPEN = [
  'traces: link attribute',
  'traces: tracestate of a link',
  'metrics: exemplar attribute',
];

const isOf = (title: string, fields: string[]): boolean =>
  fields.some((field) => title === field || title.startsWith(`${field},`));

interface Hit {
  kind: string;
  way: string;
  where: string[];
}

const inWords = (hits: Hit[]): string =>
  hits.map(({ kind, way, where }) => `${kind} by ${way} in ${where.join(' and ')}`).join('; ');

function judge(title: string, planted: Planted[], hitsOf: (way: boolean) => Hit[]): Result {
  const result = (outcome: Result['outcome'], detail: string): Result => ({
    title,
    outcome,
    seconds: 0,
    detail,
    byHand: 'scripts/verify.sh --privacy',
  });
  const guarded = hitsOf(true);
  const control = hitsOf(false);
  const unguarded = planted.filter(({ way }) => way === UNGUARDED).length;
  const all = planted.length - unguarded;
  if (control.length < unguarded && !isOf(title, NOT_KEPT)) {
    return result(
      'failed',
      `${control.length} of ${unguarded} are found even where nothing masks them`,
    );
  }
  if (isOf(title, OPEN)) {
    return guarded.length > 0
      ? result(
          'skipped',
          `open: no processor of the collector reaches it; ${guarded.length} of ${all} found`,
        )
      : result('failed', 'none found; it is open no longer');
  }
  if (guarded.length > 0) {
    return result('failed', `${guarded.length} of ${all} found: ${inWords(guarded)}`);
  }
  const places =
    [...new Set(control.flatMap(({ where }) => where))].join(', ') || 'no store keeps it';
  return result(
    'ok',
    `0 of ${all} found${unguarded ? `; unmasked ${control.length} of ${unguarded}: ${places}` : ''}`,
  );
}

/** One result for each field. */
export function judgeAll(planted: Planted[], places: Places): Result[] {
  const texts = Object.entries(places).map(([name, text]) => [name, plain(text)] as const);
  const found = planted.map((one) => ({
    ...one,
    where: texts.filter(([, text]) => text.includes(one.canary.secret)).map(([name]) => name),
  }));
  return [...Map.groupBy(found, ({ title }) => title)].map(([title, ofField]) =>
    judge(title, ofField, (isGuarded) =>
      ofField
        .filter(({ way, where }) => (way !== UNGUARDED) === isGuarded && where.length > 0)
        .map(({ canary, way, where }) => ({ kind: canary.kind, way, where })),
    ),
  );
}
