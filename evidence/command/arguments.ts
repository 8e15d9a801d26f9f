// Reads options. The script in scripts/ handles --help.
import { parseArgs } from 'node:util';
import { WrongCall } from './command.ts';

type Option =
  | { type: 'string'; default?: string }
  | { type: 'string'; multiple: true }
  | { type: 'boolean'; default?: boolean };

/** Turns "--rate", "-1" into "--rate=-1": values may begin with a dash. */
function joined(args: string[], options: Record<string, Option>): string[] {
  const [first, second, ...rest] = args;
  if (first === undefined) return [];
  const takesValue = options[first.replace(/^--/, '')]?.type === 'string';
  return takesValue && second !== undefined
    ? [`${first}=${second}`, ...joined(rest, options)]
    : [first, ...joined(args.slice(1), options)];
}

/**
 * Returns the values of `options` by name, and the positional arguments in order.
 * @throws {WrongCall} for an unknown option, a missing value, or too many positional arguments.
 */
export function readArguments<T extends Record<string, Option>>(
  args: string[],
  options: T,
  positionals = 0,
) {
  try {
    const parsed = parseArgs({
      args: joined(args, options),
      options,
      allowPositionals: true,
      strict: true,
    });
    if (parsed.positionals.length > positionals) {
      throw new WrongCall(`unknown argument: ${parsed.positionals[positionals]}`);
    }
    return parsed;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    const [, option = ''] = /'(-[^' ]*)/.exec(message) ?? [];
    if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
      const known = options[option.replace(/^--/, '')];
      throw new WrongCall(
        known?.type === 'boolean' ? `${option} takes no value` : `${option} needs a value`,
      );
    }
    if (code?.startsWith('ERR_PARSE_ARGS')) throw new WrongCall(`unknown argument: ${option}`);
    throw error;
  }
}

const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/**
 * Converts 90, 90s, 10m or 2h to seconds.
 * @throws {WrongCall} naming `option` for anything else.
 */
export function secondsOf(option: string, duration: string): number {
  const [, number, unit = 's'] = /^([1-9][0-9]{0,5})([smh])?$/.exec(duration) ?? [];
  if (number === undefined) {
    throw new WrongCall(`${option} is a time like 30s, 10m or 2h, not: ${duration}`);
  }
  return Number(number) * SECONDS[unit as keyof typeof SECONDS];
}

/**
 * Reads a count; `otherwise` without a value.
 * @throws {WrongCall} naming `option` for anything but a whole number from 1 to `most`.
 */
export function countOf(
  option: string,
  value: string | undefined,
  otherwise: number,
  most = 999_999_999,
): number {
  if (value === undefined) return otherwise;
  if (!/^[1-9][0-9]*$/.test(value) || Number(value) > most) {
    throw new WrongCall(`${option} is a number, not: ${value}`);
  }
  return Number(value);
}
