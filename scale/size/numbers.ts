// What the model calculates with: measured, published or assumed, each by its name.
import assumed from './assumed.json' with { type: 'json' };
import { type Input, numbersOf, type Pick } from './input.ts';
import { measured } from './measured.ts';
import published from './published.json' with { type: 'json' };

export const INPUTS = { measured: measured(), published, assumed };

type Name = {
  [Kind in keyof typeof INPUTS]: keyof (typeof INPUTS)[Kind];
}[keyof typeof INPUTS];
export type Numbers = Record<Name, number>;

/** What the model calculates with, by name. */
export const numbers = (
  pick: Pick,
  inputs: Record<keyof typeof INPUTS, object> = INPUTS,
): Numbers =>
  numbersOf(
    { ...inputs.measured, ...inputs.published, ...inputs.assumed } as Record<Name, Input>,
    pick,
  );
