/** An exact number of whole notes: in lowest terms, the denominator positive. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

function greatestCommonDivisor(a: number, b: number): number {
  while (b > 0) [a, b] = [b, a % b];
  return a;
}

/** A text of absurd lengths may exceed what a double holds exactly; such a sum is rounded, never wrong in kind. */
function withinSafeIntegers(numerator: number, denominator: number): Fraction {
  const scale = Math.max(Math.abs(numerator), denominator) / Number.MAX_SAFE_INTEGER;
  return fraction(Math.trunc(numerator / scale), Math.max(1, Math.trunc(denominator / scale)));
}

/**
 * `numerator / denominator` in lowest terms.
 * @throws RangeError where the denominator is zero or either is not a finite number.
 */
export function fraction(numerator: number, denominator = 1): Fraction {
  if (denominator === 0 || !Number.isFinite(numerator) || !Number.isFinite(denominator)) {
    throw new RangeError(`${numerator}/${denominator} is not a fraction`);
  }
  if (denominator < 0) return fraction(-numerator, -denominator);
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) {
    return withinSafeIntegers(numerator, denominator);
  }
  const divisor = greatestCommonDivisor(Math.abs(numerator), denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

export const ZERO: Fraction = fraction(0);
export const ONE: Fraction = fraction(1);

/** a + b */
export function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return fraction(a.numerator + b.numerator, a.denominator);
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** a − b */
export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { numerator: -b.numerator, denominator: b.denominator });
}

/** a · b */
export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** a / b; throws RangeError where b is zero. */
export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Negative where a < b, zero where equal, positive where a > b. */
export function compare(a: Fraction, b: Fraction): number {
  return a.numerator * b.denominator - b.numerator * a.denominator;
}

/** Whether both are the same number. */
export function equals(a: Fraction, b: Fraction): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** The nearest double. */
export function toNumber(a: Fraction): number {
  return a.numerator / a.denominator;
}

/** `3/8`, or `2` for a whole number. */
export function formatFraction(a: Fraction): string {
  return a.denominator === 1 ? String(a.numerator) : `${a.numerator}/${a.denominator}`;
}
