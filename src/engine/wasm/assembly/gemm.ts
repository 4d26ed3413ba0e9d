import { multiplyAdd } from './vector';

/*
 * Matrix products. Every matrix [rows, columns] is stored in panels of eight columns, [columns / 8][rows][8], with
 * `…Stride` bytes from one panel to the next. In this form a matrix can be any of the three in a product without
 * being packed first: a panel of B is read from its start to its end, four rows of A are read eight columns at a
 * time, and a column of A transposed is one element further in each row. Columns, and rows of weights, are padded
 * with zeros to whole panels; rows of activations to multiples of four.
 */

/** Columns of a product are summed over this many rows of B at a time, so that those stay in the first cache. */
// @ts-ignore: decorator
@inline
const DEPTH: i32 = 256;

/** Rows of A that are multiplied by all of B before the next ones, so that they stay in the second cache. */
// @ts-ignore: decorator
@inline
const HEIGHT: i32 = 64;

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

/** One panel of a product. A single row is multiplied alone, more in fours: rows up to a multiple of 4 are written. */
export function panelProduct(
  rows: i32, depthPanels: i32, a: usize, aStride: usize, b: usize, c: usize, accumulate: bool,
): void {
  if (rows == 1) {
    rowTile(a, aStride, b, c, depthPanels, accumulate);
    return;
  }
  for (let depth = 0; depth < depthPanels; depth += DEPTH / 8) {
    const count = min(DEPTH / 8, depthPanels - depth);
    const add = accumulate || depth > 0;
    for (let row = 0; row < rows; row += 4) {
      const offset = <usize>row << 5;
      tile(a + <usize>depth * aStride + offset, aStride, b + (<usize>depth << 8), c + offset, count, add);
    }
  }
}

/** C[8·rowPanels, 8·panels] (+)= Aᵀ · B for A[depth, 8·rowPanels] and B[depth, 8·panels] */
export function multiplyTransposed(
  rowPanels: i32, panels: i32, depth: i32,
  a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  for (let start = 0; start < depth; start += DEPTH) {
    const count = min(DEPTH, depth - start);
    const offset = <usize>start << 5;
    const add = accumulate || start > 0;
    for (let panel = 0; panel < panels; panel++) {
      const bPanel = b + <usize>panel * bStride + offset;
      let cTile = c + <usize>panel * cStride;
      for (let row = 0; row < rowPanels; row++) {
        const aPanel = a + <usize>row * aStride + offset;
        transposedTile(aPanel, bPanel, cTile, count, add);
        transposedTile(aPanel + 16, bPanel, cTile + 128, count, add);
        cTile += 256;
      }
    }
  }
}

/*
 * The micro-kernels: four rows by eight columns in eight registers. The loops are deliberately not unrolled: the
 * compilers of today's engines give up keeping everything in registers when the body grows (measured: 54 GFLOP/s as
 * it is, 25 to 38 unrolled twice to eight times).
 */

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
