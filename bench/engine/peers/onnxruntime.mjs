/** Sampling with ONNX Runtime. */
import { onnxModel } from './onnx.mjs';
import { load, measure, request } from './protocol.mjs';

const { streams, units, layers, steps, threads } = request;
const { InferenceSession, Tensor } = load('onnxruntime-node');
const { version } = load('onnxruntime-node/package.json');

const session = await InferenceSession.create(onnxModel(request), {
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
});
const zero = () => new Tensor('float32', new Float32Array(streams * units), [1, streams, units]);
const character = new Tensor('int64', new BigInt64Array(streams).fill(5n), [1, streams]);

await measure(version, async () => {
  const state = Array.from({ length: layers }, () => [zero(), zero()]);
  for (let step = 0; step < steps; step++) {
    const feeds = Object.fromEntries(
      state.flatMap(([h, c], n) => [
        [`h${n}`, h],
        [`c${n}`, c],
      ]),
    );
    const outputs = await session.run({ character, ...feeds });
    for (let n = 0; n < layers; n++) state[n] = [outputs[`H${n}`], outputs[`C${n}`]];
  }
});
