import { parseArgs } from 'node:util';
import { UserError } from '../node/user-error.ts';

/** How one option's text becomes a value. `flag` options take no text. */
export interface Option<T> {
  readonly flag: boolean;
  readonly fallback: T;
  readonly parse: (text: string, name: string) => T;
}

type Values<S extends Readonly<Record<string, Option<unknown>>>> = {
  readonly [K in keyof S]: S[K] extends Option<infer T> ? T : never;
};

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A number within bounds, both ends allowed. */
export function number<F extends number | undefined>(bounds: Bounds, fallback: F): Option<number | F> {
  return {
    flag: false,
    fallback,
    parse: (text, name) => within(Number(text), text, name, bounds, 'a number'),
  };
}

/** A whole number within bounds, both ends allowed. */
export function integer<F extends number | undefined>(bounds: Bounds, fallback: F): Option<number | F> {
  return {
    flag: false,
    fallback,
    parse: (text, name) => {
      const value = within(Number(text), text, name, bounds, 'a whole number');
      if (!Number.isInteger(value)) throw new UserError(`--${name}: ${text} is not a whole number`);
      return value;
    },
  };
}

export function text<F extends string | undefined>(fallback: F): Option<string | F> {
  return { flag: false, fallback, parse: (given) => given };
}

export function choice<T extends string>(choices: readonly T[], fallback: T): Option<T> {
  return {
    flag: false,
    fallback,
    parse: (given, name) => {
      const found = choices.find((each) => each === given);
      if (found === undefined) throw new UserError(`--${name}: ${given} is none of ${choices.join(', ')}`);
      return found;
    },
  };
}

export const flag: Option<boolean> = { flag: true, fallback: false, parse: () => true };

/** Reads a command's arguments. An unknown option, a missing value or one out of bounds is a UserError. */
export function readArguments<S extends Readonly<Record<string, Option<unknown>>>>(
  argv: readonly string[],
  options: S,
): { readonly values: Values<S>; readonly paths: readonly string[] } {
  const { values: given, positionals } = parse(argv, options);
  const values = Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const value = given[name];
      if (value === undefined) return [name, option.fallback];
      return [name, option.parse(typeof value === 'string' ? value : '', name)];
    }),
  );
  // Object.fromEntries forgets which value belongs to which key; the loop above gave each its own.
  return { values: values as Values<S>, paths: positionals };
}

function parse(argv: readonly string[], options: Readonly<Record<string, Option<unknown>>>) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(
        Object.entries(options).map(
          ([name, { flag: bare }]) => [name, { type: bare ? 'boolean' : 'string' }] as const,
        ),
      ),
    });
  } catch (error) {
    const sentence = error instanceof Error ? error.message.split(/[.]\s/)[0] : String(error);
    throw new UserError(`${sentence}; tunewright --help lists what there is`);
  }
}

function within(value: number, given: string, name: string, { min, max }: Bounds, what: string): number {
  if (given.trim() !== '' && value >= min && value <= max) return value;
  throw new UserError(`--${name}: ${given === '' ? 'nothing' : given} is not ${what} from ${min} to ${max}`);
}
