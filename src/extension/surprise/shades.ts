/** Shades of surprise, from the faintest, 1, to the strongest. */
export const SHADES = [1, 2, 3, 4, 5] as const;
export type Shade = (typeof SHADES)[number];

/** Bits from one shade to the next: four times as unlikely. */
const STEP = 2;

/** Bits from which a note has a shade; `from` is the chance, 1 in so many, at which shading begins. */
export function bitsOfShade(shade: Shade, from: number): number {
  return Math.log2(from) + STEP * (shade - 1);
}

/** The shade of a note of so many bits; none for a likely one, the strongest where the model cannot say (null). */
export function shadeOf(bits: number | null, from: number): Shade | null {
  if (bits === null) return SHADES.length;
  return SHADES.findLast((shade) => bits >= bitsOfShade(shade, from)) ?? null;
}
