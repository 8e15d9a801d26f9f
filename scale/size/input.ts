// What the model calculates with: a number, its unit, and where it is from.

export interface Input {
  what: string;
  value: number;
  unit: string;
  source: string;
  /** Of those that were measured several times: the value that costs least, and the one that costs most. */
  cheapest?: number;
  dearest?: number;
}
export type Pick = 'cheapest' | 'value' | 'dearest';
export type Spread = Record<Pick, number>;

export const input = (what: string, unit: string, source: string, value: number | Spread): Input =>
  typeof value === 'number' ? { what, unit, source, value } : { what, unit, source, ...value };

/** The numbers alone, by name; those without a spread are the same in all three. */
export const numbersOf = <Name extends string>(inputs: Record<Name, Input>, pick: Pick) =>
  Object.fromEntries(
    Object.entries<Input>(inputs).map(([name, one]) => [name, one[pick] ?? one.value]),
  ) as Record<Name, number>;
