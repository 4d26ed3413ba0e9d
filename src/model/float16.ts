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

/** Exact values of half-precision numbers. A plain loop: a model has millions, and someone waits for the first bar. */
export function fromFloat16(halves: Uint16Array): Float32Array {
  const values = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) values[i] = halfValue(halves[i] ?? 0);
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

/** 2 ** (exponent − 15) for each of the 32 exponents. */
const POWERS = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (exponent - 15));

function halfValue(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  return sign * (1 + mantissa / 1024) * (POWERS[exponent] ?? 0);
}
