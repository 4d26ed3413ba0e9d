import { fraction, type Fraction, ONE } from './fraction.ts';

/** No music needs more; keeps hostile texts within exact arithmetic. */
const LONGEST = 99_999;

/** `3`, `3/2`, `/`, `//`, `/4`, `3//` after a note, or null where it would be nothing or endless (`0`, `/0`). */
export function parseLength(text: string): Fraction | null {
  if (text === '') return ONE;
  const slash = text.indexOf('/');
  const whole = slash < 0 ? text : text.slice(0, slash);
  const numerator = whole === '' ? 1 : Number(whole);
  let slashes = 0;
  while (slash >= 0 && text[slash + slashes] === '/') slashes++;
  const below = slashes === 0 ? '' : text.slice(slash + slashes);
  const denominator = below === '' ? 2 ** slashes : Number(below) * 2 ** Math.max(0, slashes - 1);
  if (!(numerator >= 1 && numerator <= LONGEST && denominator >= 1 && denominator <= LONGEST)) return null;
  return fraction(numerator, denominator);
}

/** The value of an L: field in whole notes; null where it is none (`L:auto`, `L:0`, `L:1/0`). */
export function parseUnitNoteLength(value: string): Fraction | null {
  const found = value.length > 100 ? null : /^\s*(\d{1,4})\s*(?:\/\s*(\d{1,4}))?\s*$/.exec(value);
  const numerator = Number(found?.[1] ?? 0);
  const denominator = Number(found?.[2] ?? 1);
  return numerator === 0 || denominator === 0 ? null : fraction(numerator, denominator);
}

/** How a multiple of the unit note length is written after a note: `` for 1, `2`, `/`, `/4`, `3/2`. */
export function formatLength(multiple: Fraction): string {
  const above = multiple.numerator === 1 && multiple.denominator !== 1 ? '' : String(multiple.numerator);
  if (multiple.denominator === 1) return multiple.numerator === 1 ? '' : above;
  return multiple.denominator === 2
    ? `${above}/${above === '' ? '' : '2'}`
    : `${above}/${multiple.denominator}`;
}
