/** The kernels: everything the WebAssembly modules export. Memory is laid out by the callers, from `heapBase` on. */
export { multiply, multiplyTransposed } from './gemm';
// Exported only so that it stays a function of its own: inlined into its loops it runs at half the speed (see there).
export { tileOfSix } from './gemm';
export { transpose, gatherRows, scatterRows, addRows, copyRows, clear } from './panels';
export { lstmForward, lstmBackward } from './lstm';
export { crossEntropy, readLogits } from './softmax';
export { applyDropout } from './dropout';
export { quantisePanel } from './int8';
export { tablePanel, lstmInt8, denseInt8 } from './int8-lstm';
export { addTo, sumOfSquares, adam } from './optimiser';

/** First byte that is not the module's own. What lies below is written anew whenever a thread starts. */
export const heapBase: usize = __heap_base;
