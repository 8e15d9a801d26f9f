// Numbers with their units, short enough for a table.

export type Unit = 's' | 'share' | 'bytes' | 'cores' | 'requests/s';

/** Rounds to this many decimals, without trailing zeros. */
export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));

function seconds(value: number): string {
  if (value >= 1) return `${rounded(value, 2)} s`;
  return `${rounded(value * 1000, value >= 0.01 ? 0 : 1)} ms`;
}

function mebibytes(value: number): string {
  const size = value / 1_048_576;
  return `${rounded(size, size < 10 ? 1 : 0)} MiB`;
}

const FORMATS: Record<Unit, (value: number) => string> = {
  s: seconds,
  share: (value) => `${rounded(value * 100, 1)} %`,
  bytes: mebibytes,
  cores: (value) => `${rounded(value, 2)} cores`,
  'requests/s': (value) => `${rounded(value, 1)} /s`,
};

/** "12 ms", "3.4 %", "1.2 /s"; a dash where there is no number. */
export const withUnit = (value: number | null | undefined, unit: Unit): string =>
  value === null || value === undefined ? '–' : FORMATS[unit](value);

/** A percentage with two decimals, for objectives. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${rounded(share * 100, 2)} %`;

/** Seconds since 1970 as "2023-11-14 22:23:20", UTC. */
export const dateTime = (at: number): string =>
  new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** The same without the date. */
export const clock = (at: number): string => dateTime(at).slice(11);
