/** Matrices in panels (see gemm.ts): moving whole rows and columns. */

/** Writes the transpose of a matrix of `rowPanels`·8 rows and `panels`·8 columns. */
export function transpose(rowPanels: i32, panels: i32, source: usize, target: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    for (let row = 0; row < rowPanels; row++) {
      const from = source + (<usize>(panel * rowPanels + row) << 8);
      const to = target + (<usize>(row * panels + panel) << 8);
      transposeQuarter(from, to);
      transposeQuarter(from + 16, to + 128);
      transposeQuarter(from + 128, to + 16);
      transposeQuarter(from + 144, to + 144);
    }
  }
}

/** Four rows of four, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transposeQuarter(from: usize, to: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from, 32), r2 = v128.load(from, 64), r3 = v128.load(from, 96);
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(low01, low23, 0, 2));
  v128.store(to, v128.shuffle<f64>(low01, low23, 1, 3), 32);
  v128.store(to, v128.shuffle<f64>(high01, high23, 0, 2), 64);
  v128.store(to, v128.shuffle<f64>(high01, high23, 1, 3), 96);
}

/** Row r of the target becomes row indices[r] of the source. */
export function gatherRows(
  rows: i32, panels: i32, indices: usize, source: usize, sourceStride: usize, target: usize, targetStride: usize,
): void {
  for (let panel = 0; panel < panels; panel++) {
    for (let row = 0; row < rows; row++) {
      const from = source + (<usize>load<i32>(indices + (<usize>row << 2)) << 5);
      const to = target + (<usize>row << 5);
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
    source += sourceStride;
    target += targetStride;
  }
}

/** Adds row r of the source to row indices[r] of the target. */
export function scatterRows(
  rows: i32, panels: i32, indices: usize, source: usize, sourceStride: usize, target: usize, targetStride: usize,
): void {
  for (let panel = 0; panel < panels; panel++) {
    for (let row = 0; row < rows; row++) {
      const from = source + (<usize>row << 5);
      const to = target + (<usize>load<i32>(indices + (<usize>row << 2)) << 5);
      v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
      v128.store(to, f32x4.add(v128.load(to, 16), v128.load(from, 16)), 16);
    }
    source += sourceStride;
    target += targetStride;
  }
}

/** Adds every row of the source to `sums` [8·panels]. */
export function addRows(rows: i32, panels: i32, source: usize, stride: usize, sums: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    let low = v128.load(sums), high = v128.load(sums, 16);
    const end = source + (<usize>rows << 5);
    for (let from = source; from < end; from += 32) {
      low = f32x4.add(low, v128.load(from));
      high = f32x4.add(high, v128.load(from, 16));
    }
    v128.store(sums, low);
    v128.store(sums, high, 16);
    source += stride;
    sums += 32;
  }
}

/** Copies rows within a matrix or between two with the same stride. */
export function copyRows(rows: i32, panels: i32, source: usize, target: usize, stride: usize): void {
  for (let panel = 0; panel < panels; panel++) {
    memory.copy(target, source, <usize>rows << 5);
    source += stride;
    target += stride;
  }
}

/** Zeroes bytes. */
export function clear(target: usize, bytes: usize): void {
  memory.fill(target, 0, bytes);
}
