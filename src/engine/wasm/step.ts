import { backward } from './backward.ts';
import type { Control } from './control.ts';
import { forward } from './forward.ts';
import type { Kernels } from './kernels.ts';
import type { Plan } from './plan.ts';

/** One thread's view of a trainer. */
export interface ThreadContext {
  readonly kernels: Kernels;
  readonly plan: Plan;
  readonly control: Control;
  readonly thread: number;
}

/**
 * One training step as each thread does it: its share of what all need, its rows forward and back, its share of the
 * sums and of the update. The threads meet wherever one needs what another has done. Sums are made in the order of
 * the threads, so that the same number of threads gives the same numbers.
 */
export function runStep(context: ThreadContext): void {
  const { control, plan, kernels, thread } = context;
  prepareShared(context);
  control.meet();
  const { step, counted } = control.ordered();
  const scale = 1 / Math.max(1, counted);
  control.report('loss', thread, forward(kernels, plan, thread, step, scale));
  backward(kernels, plan, thread, step);
  control.meet();
  sumGradients(context);
  control.meet();
  embeddingGradients(context);
  control.meet();
  control.report('squares', thread, squaresOfShare(context));
  control.meet();
  if (isFiniteStep(control)) {
    update(context);
    carryOver(context);
  }
  control.meet();
}

/** Whether the step gave numbers to go on with. The same answer in all threads. */
export function isFiniteStep(control: Control): boolean {
  return Number.isFinite(control.total('loss')) && Number.isFinite(control.total('squares'));
}

/** A thread's share of so many things: from, and how many. */
function share(count: number, { plan, thread }: ThreadContext): { from: number; count: number } {
  const from = Math.floor((count * thread) / plan.threads);
  return { from, count: Math.floor((count * (thread + 1)) / plan.threads) - from };
}

/** A thread's share of a block of bytes, in whole cache lines. */
function shareOfBytes(bytes: number, context: ThreadContext): { from: number; count: number } {
  const { from, count } = share(bytes / 64, context);
  return { from: from * 64, count: count * 64 };
}

/** The table of the first layer, and the transposed kernels. */
function prepareShared(context: ThreadContext): void {
  const { kernels, plan, thread } = context;
  const { sizes, layout, parameters, table, transposed, threads } = plan;
  const { vocabulary, embedding, units, gatePanels, embeddingPanels, unitPanels, vocabularyPanels } = sizes;
  const own = share(gatePanels, context);
  kernels.multiply(
    vocabulary,
    own.count,
    embeddingPanels,
    parameters + layout.embedding,
    vocabulary * 32,
    parameters + layout.lstm[0].kernel + own.from * embedding * 32,
    embedding * 32,
    table + own.from * vocabulary * 32,
    vocabulary * 32,
    false,
  );
  const jobs: (() => void)[] = layout.lstm.flatMap(({ kernel, recurrentKernel }, layer) => [
    () => {
      const inputPanels = layer === 0 ? embeddingPanels : unitPanels;
      kernels.transpose(inputPanels, gatePanels, parameters + kernel, transposed.kernels[layer]);
    },
    () => {
      const target = transposed.recurrentKernels[layer];
      kernels.transpose(units / 8, gatePanels, parameters + recurrentKernel, target);
    },
  ]);
  jobs.push(() => {
    kernels.transpose(unitPanels, vocabularyPanels, parameters + layout.denseKernel, transposed.denseKernel);
  });
  for (let job = thread; job < jobs.length; job += threads) jobs[job]();
}

/** Adds the gradients of all threads into the first one's, all but the embedding's and the first kernel's. */
function sumGradients(context: ThreadContext): void {
  const { kernels, plan } = context;
  const start = plan.layout.lstm[0].recurrentKernel;
  const { from, count } = shareOfBytes(plan.layout.bytes + plan.tableBytes - start, context);
  const [first, ...others] = plan.tapes.map(({ gradient }) => gradient + start + from);
  for (const other of others) kernels.addTo(first, other, count);
}

/** The table is E·K, so its gradient G gives the embedding's, G·Kᵀ, and the first kernel's, Eᵀ·G. */
function embeddingGradients(context: ThreadContext): void {
  const { kernels, plan } = context;
  const { sizes, layout, parameters, transposed, tapes } = plan;
  const { gradient } = tapes[0];
  const tableGradient = gradient + layout.bytes;
  const tableStride = sizes.vocabulary * 32;
  const kernelShare = share(sizes.gatePanels, context);
  const kernelStride = sizes.embedding * 32;
  kernels.multiplyTransposed(
    sizes.embeddingPanels,
    kernelShare.count,
    sizes.vocabulary,
    parameters + layout.embedding,
    tableStride,
    tableGradient + kernelShare.from * tableStride,
    tableStride,
    gradient + layout.lstm[0].kernel + kernelShare.from * kernelStride,
    kernelStride,
    false,
  );
  const embeddingShare = share(sizes.embeddingPanels, context);
  const transposedStride = sizes.units * 128;
  kernels.multiply(
    sizes.vocabulary,
    embeddingShare.count,
    sizes.gatePanels,
    tableGradient,
    tableStride,
    transposed.kernels[0] + embeddingShare.from * transposedStride,
    transposedStride,
    gradient + layout.embedding + embeddingShare.from * tableStride,
    tableStride,
    false,
  );
}

function squaresOfShare(context: ThreadContext): number {
  const { from, count } = shareOfBytes(context.plan.layout.bytes, context);
  return context.kernels.sumOfSquares(context.plan.tapes[0].gradient + from, count);
}

function update(context: ThreadContext): void {
  const { kernels, plan, control } = context;
  const { beta1, beta2, epsilon, weightDecay, clipNorm } = plan.options;
  const { step, learningRate } = control.ordered();
  const { from, count } = shareOfBytes(plan.layout.bytes, context);
  const scale = Math.min(1, clipNorm / Math.sqrt(control.total('squares')));
  kernels.adam(
    plan.parameters + from,
    plan.tapes[0].gradient + from,
    plan.firstMoment + from,
    plan.secondMoment + from,
    count,
    learningRate,
    scale,
    beta1,
    beta2,
    1 - beta1 ** (step + 1),
    1 - beta2 ** (step + 1),
    epsilon,
    weightDecay,
  );
}

/** The state after the last character becomes the state before the first one of the next chunk. */
function carryOver({ kernels, plan, thread }: ThreadContext): void {
  const { rows, sizes, stride, stepBytes, options } = plan;
  const last = options.sequence * stepBytes;
  for (const { hidden, cell } of plan.tapes[thread].layers)
    for (const start of [hidden, cell]) kernels.copyRows(rows, sizes.unitPanels, start + last, start, stride);
}
