// A case of a burn-rate alert: traffic in phases, and when it pages or writes a ticket.
import {
  commonInterval,
  type Expectation,
  firing,
  type Minutes,
  type Phase,
  type Scenario,
} from './scenario.ts';
import { type Subject, share } from './subject.ts';

/** A while without a bad event. */
export const good = (minutes: Minutes, total = 1000) => share(minutes, 0, total);

/** Page and ticket expected at each time: true, false, or undefined for "another test's business". */
export type Fires = { at: Minutes; page?: boolean; ticket?: boolean };

/** Makes scenarios of one subject. */
export function teller(subject: Subject) {
  const expectations = (fires: Fires[]): Expectation[] =>
    fires.flatMap(({ at, page, ticket }) => [
      ...(page === undefined
        ? []
        : [firing(at, subject.alert, 'page', Number(page && subject.pages))]),
      ...(ticket === undefined ? [] : [firing(at, subject.alert, 'ticket', Number(ticket))]),
    ]);
  return (name: string, phases: Phase[], fires: Fires[], step: Minutes = 1): Scenario => ({
    name: `${subject.id}: ${name}`,
    step,
    every: commonInterval(fires.map(({ at }) => at)),
    series: subject.series(phases, step),
    expectations: expectations(fires),
  });
}
