import { multiplyAdd } from './vector';

/*
 * Matrix products. Every matrix [rows, columns] is stored in panels of eight columns, [columns / 8][rows][8], with
 * `…Stride` bytes from one panel to the next. In this form a matrix can be any of the three in a product without
 * being packed first: a panel of B is read from its start to its end, four rows of A are read eight columns at a
 * time, and a column of A transposed is one element further in each row. Columns, and rows of weights, are padded
 * with zeros to whole panels; rows of activations to multiples of four.
 */

/**
 * Columns of a product are summed over this many rows of B at a time, so that those stay in the first cache; where
 * twice as many are all, over all of them, which saves a second pass over C.
 */
// @ts-ignore: decorator
@inline
const DEPTH: i32 = 256;

/** Rows of A that are multiplied by all of B before the next ones, so that they stay in the second cache. */
// @ts-ignore: decorator
@inline
const HEIGHT: i32 = 96;

/** C[rows, 8·panels] (+)= A[rows, 8·depthPanels] · B[8·depthPanels, 8·panels] */
export function multiply(
  rows: i32, panels: i32, depthPanels: i32,
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  for (let row = 0; row < rows; row += HEIGHT) {
    const offset = <usize>row << 5;
    for (let panel = 0; panel < panels; panel++) {
      const index = <usize>panel;
      panelProduct(
        min(HEIGHT, rows - row), depthPanels,
        a + offset, aStride, b + index * bStride, c + index * cStride + offset, accumulate,
      );
    }
  }
}

/**
 * One panel of a product. A single row is multiplied alone; more are in twelves by two tiles of six and the rest in
 * fours: rows up to a multiple of 4 are written.
 */
export function panelProduct(
  rows: i32, depthPanels: i32, a: usize, aStride: usize, b: usize, c: usize, accumulate: bool,
): void {
  if (rows == 1) {
    rowTile(a, aStride, b, c, depthPanels, accumulate);
    return;
  }
  const inSixes = ASC_FEATURE_RELAXED_SIMD ? rows - rows % 12 : 0;
  const block = depthPanels > DEPTH / 4 ? DEPTH / 8 : depthPanels;
  for (let depth = 0; depth < depthPanels; depth += block) {
    const count = min(block, depthPanels - depth);
    const add = accumulate || depth > 0;
    const aBlock = a + <usize>depth * aStride, bBlock = b + (<usize>depth << 8);
    for (let row = 0; row < inSixes; row += 6) {
      const offset = <usize>row << 5;
      tileOfSix(aBlock + offset, aStride, bBlock, c + offset, count, add);
    }
    for (let row = inSixes; row < rows; row += 4) {
      const offset = <usize>row << 5;
      tile(aBlock + offset, aStride, bBlock, c + offset, count, add);
    }
  }
}

/** C[8·rowPanels, 8·panels] (+)= Aᵀ · B for A[depth, 8·rowPanels] and B[depth, 8·panels] */
export function multiplyTransposed(
  rowPanels: i32, panels: i32, depth: i32,
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  const inSixes = ASC_FEATURE_RELAXED_SIMD ? rowPanels - rowPanels % 3 : 0;
  for (let start = 0; start < depth; start += DEPTH) {
    const count = min(DEPTH, depth - start);
    const offset = <usize>start << 5;
    const add = accumulate || start > 0;
    for (let panel = 0; panel < panels; panel++) {
      const bPanel = b + <usize>panel * bStride + offset;
      let aPanel = a + offset;
      let cTile = c + <usize>panel * cStride;
      for (let row = 0; row < inSixes; row += 3) {
        const second = aPanel + aStride, third = second + aStride;
        transposedTileOfSix(aPanel, aPanel + 8, aPanel + 16, bPanel, cTile, count, add);
        transposedTileOfSix(aPanel + 24, second, second + 8, bPanel, cTile + 192, count, add);
        transposedTileOfSix(second + 16, second + 24, third, bPanel, cTile + 384, count, add);
        transposedTileOfSix(third + 8, third + 16, third + 24, bPanel, cTile + 576, count, add);
        aPanel = third + aStride;
        cTile += 768;
      }
      for (let row = inSixes; row < rowPanels; row++) {
        transposedTile(aPanel, bPanel, cTile, count, add);
        transposedTile(aPanel + 16, bPanel, cTile + 128, count, add);
        aPanel += aStride;
        cTile += 256;
      }
    }
  }
}

/*
 * The micro-kernels: six or four rows by eight columns in twelve or eight registers; of sixteen, two more hold B, one
 * A, and one is the compiler's. Six are faster, since so many independent sums hide the time that an addition takes,
 * but only where product and sum are one instruction: else there are not enough registers. The loops are neither
 * nested nor unrolled: the compilers of older engines would order the loads so that registers run short (measured:
 * half the speed).
 */

/** Six rows: the columns of a panel of A one after the other, then those of the next. */
export function tileOfSix(a: usize, aStride: usize, b: usize, c: usize, depthPanels: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16); c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80); c30 = v128.load(c, 96); c31 = v128.load(c, 112);
    c40 = v128.load(c, 128); c41 = v128.load(c, 144); c50 = v128.load(c, 160); c51 = v128.load(c, 176);
  }
  const start = b, end = b + (<usize>depthPanels << 8), toNextPanel = aStride - 28;
  while (b != end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 32);
    c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 64);
    c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 96);
    c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31);
    const a4 = v128.load32_splat(a, 128);
    c40 = multiplyAdd(a4, b0, c40); c41 = multiplyAdd(a4, b1, c41);
    const a5 = v128.load32_splat(a, 160);
    c50 = multiplyAdd(a5, b0, c50); c51 = multiplyAdd(a5, b1, c51);
    b += 32;
    a += select<usize>(4, toNextPanel, ((b - start) & 255) != 0);
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80); v128.store(c, c30, 96); v128.store(c, c31, 112);
  v128.store(c, c40, 128); v128.store(c, c41, 144); v128.store(c, c50, 160); v128.store(c, c51, 176);
}

/** Six columns of A, given as three pairs. */
function transposedTileOfSix(
  first: usize, second: usize, third: usize, b: usize, c: usize, depth: i32, accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
  let c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16); c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80); c30 = v128.load(c, 96); c31 = v128.load(c, 112);
    c40 = v128.load(c, 128); c41 = v128.load(c, 144); c50 = v128.load(c, 160); c51 = v128.load(c, 176);
  }
  const end = b + (<usize>depth << 5);
  while (b != end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(first);
    c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01);
    const a1 = v128.load32_splat(first, 4);
    c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load32_splat(second);
    c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21);
    const a3 = v128.load32_splat(second, 4);
    c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31);
    const a4 = v128.load32_splat(third);
    c40 = multiplyAdd(a4, b0, c40); c41 = multiplyAdd(a4, b1, c41);
    const a5 = v128.load32_splat(third, 4);
    c50 = multiplyAdd(a5, b0, c50); c51 = multiplyAdd(a5, b1, c51);
    first += 32; second += 32; third += 32;
    b += 32;
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80); v128.store(c, c30, 96); v128.store(c, c31, 112);
  v128.store(c, c40, 128); v128.store(c, c41, 144); v128.store(c, c50, 160); v128.store(c, c51, 176);
}

// @ts-ignore: decorator
@inline
function tile(a: usize, aStride: usize, b: usize, c: usize, depthPanels: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16); c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80); c30 = v128.load(c, 96); c31 = v128.load(c, 112);
  }
  const end = a + aStride * <usize>depthPanels;
  while (a != end) {
    let element = a;
    do {
      const b0 = v128.load(b), b1 = v128.load(b, 16);
      const a0 = v128.load32_splat(element);
      c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01);
      const a1 = v128.load32_splat(element, 32);
      c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11);
      const a2 = v128.load32_splat(element, 64);
      c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21);
      const a3 = v128.load32_splat(element, 96);
      c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31);
      element += 4;
      b += 32;
    } while (element != a + 32);
    a += aStride;
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80); v128.store(c, c30, 96); v128.store(c, c31, 112);
}

// @ts-ignore: decorator
@inline
function transposedTile(a: usize, b: usize, c: usize, depth: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16); c10 = v128.load(c, 32); c11 = v128.load(c, 48);
    c20 = v128.load(c, 64); c21 = v128.load(c, 80); c30 = v128.load(c, 96); c31 = v128.load(c, 112);
  }
  const end = b + (<usize>depth << 5);
  while (b != end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01);
    const a1 = v128.load32_splat(a, 4);
    c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8);
    c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21);
    const a3 = v128.load32_splat(a, 12);
    c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31);
    a += 32;
    b += 32;
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c10, 32); v128.store(c, c11, 48);
  v128.store(c, c20, 64); v128.store(c, c21, 80); v128.store(c, c30, 96); v128.store(c, c31, 112);
}

/** One row of A: four columns at a time into registers of their own, so that the additions overlap. */
// @ts-ignore: decorator
@inline
function rowTile(a: usize, aStride: usize, b: usize, c: usize, depthPanels: i32, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  if (accumulate) {
    c00 = v128.load(c); c01 = v128.load(c, 16);
  }
  const end = a + aStride * <usize>depthPanels;
  while (a != end) {
    let element = a;
    do {
      const a0 = v128.load32_splat(element);
      c00 = multiplyAdd(a0, v128.load(b), c00); c01 = multiplyAdd(a0, v128.load(b, 16), c01);
      const a1 = v128.load32_splat(element, 4);
      c10 = multiplyAdd(a1, v128.load(b, 32), c10); c11 = multiplyAdd(a1, v128.load(b, 48), c11);
      const a2 = v128.load32_splat(element, 8);
      c20 = multiplyAdd(a2, v128.load(b, 64), c20); c21 = multiplyAdd(a2, v128.load(b, 80), c21);
      const a3 = v128.load32_splat(element, 12);
      c30 = multiplyAdd(a3, v128.load(b, 96), c30); c31 = multiplyAdd(a3, v128.load(b, 112), c31);
      element += 16;
      b += 128;
    } while (element != a + 32);
    a += aStride;
  }
  v128.store(c, f32x4.add(f32x4.add(c00, c10), f32x4.add(c20, c30)));
  v128.store(c, f32x4.add(f32x4.add(c01, c11), f32x4.add(c21, c31)), 16);
}
