// How many of the checks a compose file holds.
import { CHECKS, type Service } from './checks.ts';
import { EXCEPTIONS } from './exceptions.ts';

/** One check over all services it applies to. */
export interface Row {
  id: string;
  title: string;
  /** Services that hold it, that are excepted for a reason, and all that it applies to. */
  held: number;
  excepted: number;
  of: number;
  /** Those that do neither. */
  failing: string[];
}

/** @param own are the lab's exceptions those of these services? */
export function score(services: Record<string, Service>, own: boolean): Row[] {
  const all = Object.entries(services);
  return CHECKS.map(({ id, title, applies = () => true, holds }) => {
    const asked = all.filter(([, service]) => applies(service));
    const not = asked.filter(([, service]) => !holds(service)).map(([name]) => name);
    const isExcepted = (name: string) =>
      own && EXCEPTIONS.some((e) => e.id === id && (e.services?.test(name) ?? true));
    const failing = not.filter((name) => !isExcepted(name));
    const excepted = not.length - failing.length;
    return { id, title, held: asked.length - not.length, excepted, of: asked.length, failing };
  });
}

/** Percent of what applies and is not excepted. */
export function percentOf(rows: Row[]): number {
  const held = rows.reduce((sum, row) => sum + row.held, 0);
  const of = rows.reduce((sum, row) => sum + row.of - row.excepted, 0);
  return of === 0 ? 100 : Math.floor((1000 * held) / of) / 10;
}
