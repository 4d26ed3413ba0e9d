/** IEEE 754 half precision, little-endian, as TF.js stores quantised weights. */

const MAX_FLOAT16 = 65504;

/** Rounds to half precision, nearest even. Throws a RangeError for a number too large to write. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(1);
  const single = new Float32Array(bits.buffer);
  return Uint16Array.from(values, (value) => {
    if (Math.abs(value) > MAX_FLOAT16) throw new RangeError(`${value} is too large for float16`);
    single[0] = value;
    return halfBits(bits[0] ?? 0);
  });
}

/**
 * Exact values of half-precision numbers. A half's exponent and mantissa, put where a single's are, make a number that
 * is 2^112 times too small, subnormal ones too; only infinities and NaN need more. Someone waits for the first bar.
 */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  const bits = new Int32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i] ?? 0;
    bits[i] = ((half & 0x8000) << 16) | ((half & 0x7fff) << 13);
    const value = (values[i] ?? 0) * 2 ** 112;
    values[i] = (half & 0x7c00) === 0x7c00 ? notFinite(half) : value;
  }
  return values;
}

/** The half nearest to a single-precision number given by its bits; that number is finite and in range. */
function halfBits(single: number): number {
  const sign = (single >>> 16) & 0x8000;
  const exponent = ((single >>> 23) & 0xff) - 112; // 127 − 15
  const mantissa = single & 0x7fffff;
  if (exponent > 0) return sign + roundShift((exponent << 23) | mantissa, 13);
  return exponent < -10 ? sign : sign + roundShift(mantissa | 0x800000, 14 - exponent);
}

/** x / 2^bits, rounded to nearest, ties to even. A carry runs into the exponent, which is right. */
function roundShift(x: number, bits: number): number {
  const kept = x >>> bits;
  const rest = x & ((1 << bits) - 1);
  const half = 1 << (bits - 1);
  return kept + (rest > half || (rest === half && (kept & 1) === 1) ? 1 : 0);
}

function notFinite(half: number): number {
  if ((half & 0x3ff) !== 0) return NaN;
  return (half & 0x8000) === 0 ? Infinity : -Infinity;
}
