// What we want numbers to be. Nothing fails when they are not: a noisy machine is no bug.

export interface Target {
  title: string;
  value: number;
  limit: number;
  unit: string;
  met: boolean;
}

export const atMost = (title: string, value: number, limit: number, unit = ''): Target => ({
  title,
  value,
  limit,
  unit,
  met: value <= limit,
});

export const atLeast = (title: string, value: number, limit: number, unit = ''): Target => ({
  title,
  value,
  limit,
  unit,
  met: value >= limit,
});
