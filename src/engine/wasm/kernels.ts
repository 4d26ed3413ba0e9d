import './webassembly.ts';
import { EngineError } from '../engine.ts';

/** An address or a size in bytes in a module's memory. */
export type Address = number;

/** What the modules compiled from ./assembly export; documented there. */
export interface Kernels {
  readonly multiply: Product;
  readonly multiplyTransposed: Product;
  transpose(rowPanels: number, panels: number, source: Address, target: Address): void;
  readonly gatherRows: RowMove;
  readonly scatterRows: RowMove;
  addRows(rows: number, panels: number, source: Address, stride: number, sums: Address): void;
  copyRows(rows: number, panels: number, source: Address, target: Address, stride: number): void;
  lstmForward(
    rows: number,
    unitPanels: number,
    stride: number,
    recurrentKernel: Address,
    bias: Address,
    gates: Address,
    previousHidden: Address,
    previousCell: Address,
    hidden: Address,
    cell: Address,
  ): void;
  lstmBackward(
    rows: number,
    unitPanels: number,
    stride: number,
    recurrentKernelTransposed: Address,
    biasGradient: Address,
    gates: Address,
    nextGates: Address,
    previousCell: Address,
    cell: Address,
    hiddenGradient: Address,
    cellGradient: Address,
    cellStride: number,
  ): void;
  crossEntropy(
    rows: number,
    vocabulary: number,
    logits: Address,
    stride: number,
    bias: Address,
    targets: Address,
    scale: number,
  ): number;
  readLogits(
    rows: number,
    vocabulary: number,
    logits: Address,
    stride: number,
    bias: Address,
    target: Address,
  ): void;
  applyDropout(
    rows: number,
    unitPanels: number,
    source: Address,
    target: Address,
    stride: number,
    rate: number,
    threshold: number,
    seed: number,
    step: number,
    layer: number,
    firstRow: number,
    time: number,
  ): void;
  clear(target: Address, bytes: number): void;
  addTo(target: Address, source: Address, bytes: number): void;
  sumOfSquares(values: Address, bytes: number): number;
  adam(
    weights: Address,
    gradient: Address,
    firstMoment: Address,
    secondMoment: Address,
    bytes: number,
    learningRate: number,
    scale: number,
    beta1: number,
    beta2: number,
    correction1: number,
    correction2: number,
    epsilon: number,
    weightDecay: number,
  ): void;
  quantisePanel(rows: number, source: Address, target: Address, scales: Address, offsets: Address): void;
  tablePanel(
    vocabulary: number,
    embedding: number,
    embeddings: Address,
    kernel: Address,
    offsets: Address,
    target: Address,
    stride: number,
  ): void;
  lstmInt8(
    rows: number,
    unitPanels: number,
    depth: number,
    characters: Address,
    inputs: Address,
    inputStride: number,
    weights: Address,
    scales: Address,
    activations: Address,
    activationStride: number,
    cells: Address,
    cellStride: number,
    hidden: Address,
    hiddenStride: number,
    sums: Address,
  ): void;
  denseInt8(
    rows: number,
    panels: number,
    depth: number,
    weights: Address,
    scales: Address,
    offsets: Address,
    activations: Address,
    activationStride: number,
    sums: Address,
    logits: Address,
    vocabulary: number,
  ): void;
  readonly heapBase: { readonly value: Address };
}

type Product = (
  rows: number,
  panels: number,
  depth: number,
  a: Address,
  aStride: number,
  b: Address,
  bStride: number,
  c: Address,
  cStride: number,
  accumulate: boolean,
) => void;

type RowMove = (
  rows: number,
  panels: number,
  indices: Address,
  source: Address,
  sourceStride: number,
  target: Address,
  targetStride: number,
) => void;

/** The kernels over a memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  // The one boundary that cannot be parsed: the module is compiled from our own source.
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernels;
  if (kernels.heapBase.value > FIRST_ADDRESS) throw new Error('the kernels have outgrown their page');
  return kernels;
}

const PAGE = 65_536;

/** First address free for use: a module's own data, a few kilobytes of tables, lies below. */
export const FIRST_ADDRESS: Address = PAGE;

/** Most bytes that a module can address; the last page stays free so that no address overflows. */
export const MOST_BYTES = 65_535 * PAGE;

/** A model that does not fit into memory; the message says how much it asked for. */
export class OutOfMemoryError extends EngineError {
  override readonly name = 'OutOfMemoryError';
}

/** A memory of at least so many bytes. Throws an OutOfMemoryError; `advice` ends its message. */
export function createMemory(bytes: number, shared: boolean, advice: () => string): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  const megabytes = Math.ceil(bytes / 2 ** 20);
  if (bytes > MOST_BYTES)
    throw new OutOfMemoryError(`this needs ${megabytes} MB, more than the 4095 MB there can be; ${advice()}`);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch {
    throw new OutOfMemoryError(`out of memory: could not get ${megabytes} MB; ${advice()}`);
  }
}

/** Hands out addresses one after the other, each at the start of a cache line. */
export interface Arena {
  /** Address of so many bytes. */
  readonly take: (bytes: number) => Address;
  /** First address not handed out. */
  readonly end: () => Address;
}

export function createArena(start: Address): Arena {
  let next = roundUp(start, 64);
  return {
    take(bytes) {
      const address = next;
      next = roundUp(next + bytes, 64);
      return address;
    },
    end: () => next,
  };
}

/** The next multiple. */
export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
