/** The network in TF.js Layers, on the backend the request names: tensorflow (tfjs-node), wasm or cpu. */
import { dirname, join } from 'node:path';
import { load, locate, measure, request } from './protocol.mjs';

const { vocabulary, embedding, units, layers, batch, sequence, streams, steps, backend } = request;
process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
// It would else print, on every start, that tfjs-node is faster.
console.warn = () => {};
const tf = load(backend === 'tensorflow' ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs');
if (backend === 'wasm') {
  const { setWasmPaths } = load('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(join(dirname(locate('@tensorflow/tfjs-backend-wasm')), '/'));
}
await tf.setBackend(backend);
await tf.ready();

/** The wasm backend cannot differentiate an embedding: a product with rows of the identity is the same. */
function network(rows, length, stateful) {
  const model = tf.sequential();
  const shape = { batchInputShape: [rows, length, vocabulary] };
  model.add(tf.layers.dense({ units: embedding, useBias: false, ...shape }));
  const recurrent = {
    units,
    returnSequences: true,
    stateful,
    recurrentActivation: 'sigmoid',
    recurrentInitializer: 'glorotUniform',
  };
  for (let layer = 0; layer < layers; layer++) model.add(tf.layers.lstm(recurrent));
  model.add(tf.layers.dense({ units: vocabulary }));
  return model;
}

const oneHot = (rows, length) => {
  const indices = tf.tensor2d(
    Int32Array.from({ length: rows * length }, (_, i) => (i * 7) % vocabulary),
    [rows, length],
    'int32',
  );
  return tf.cast(tf.oneHot(indices, vocabulary), 'float32');
};

function lossOf(model, inputs, targets, training) {
  const logits = model.apply(inputs, { training });
  return tf.losses.softmaxCrossEntropy(targets.reshape([-1, vocabulary]), logits.reshape([-1, vocabulary]));
}

const works = {
  product() {
    const [left, right] = [tf.randomNormal([batch, units]), tf.randomNormal([units, 4 * units])];
    return () => {
      for (let i = 1; i < steps; i++) tf.matMul(left, right).dispose();
      const last = tf.matMul(left, right);
      last.dataSync();
      last.dispose();
    };
  },
  training() {
    const model = network(batch, sequence, false);
    const optimiser = tf.train.adam(1e-3);
    const [inputs, targets] = [oneHot(batch, sequence), oneHot(batch, sequence)];
    return () => {
      const loss = optimiser.minimize(() => lossOf(model, inputs, targets, true), true);
      loss.dataSync();
      loss.dispose();
    };
  },
  evaluation() {
    const model = network(batch, sequence, false);
    const [inputs, targets] = [oneHot(batch, sequence), oneHot(batch, sequence)];
    return () => tf.tidy(() => lossOf(model, inputs, targets, false).dataSync());
  },
  sampling() {
    const model = network(streams, 1, true);
    const characters = oneHot(streams, 1);
    return () => {
      for (let step = 0; step < steps; step++) tf.tidy(() => model.predict(characters).dataSync());
    };
  },
};

await measure(tf.version_core ?? tf.version?.['tfjs-core'], works[request.work]());
