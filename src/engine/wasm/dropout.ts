import { dropoutThreshold } from '../dropout.ts';
import type { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';

/** Multiplies a layer's outputs, or the gradient by them, by the step's dropout masks. */
export function dropOut(
  kernels: Kernels,
  plan: Plan,
  where: { thread: number; step: number; layer: number; source: number; target: number },
): void {
  const { rows, sizes, stride, stepBytes, options } = plan;
  for (let time = 0; time < options.sequence; time++) {
    const offset = (time + 1) * stepBytes;
    kernels.applyDropout(
      rows,
      sizes.unitPanels,
      where.source + offset,
      where.target + offset,
      stride,
      options.dropout,
      dropoutThreshold(options.dropout),
      options.seed,
      where.step,
      where.layer,
      where.thread * rows,
      time,
    );
  }
}
