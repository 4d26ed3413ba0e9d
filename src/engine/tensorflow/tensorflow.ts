import { createChunkTrainer } from '../chunk-trainer.ts';
import type { Engine } from '../engine.ts';
import { lossAndGradient } from './gradient.ts';
import type { TensorFlow } from './network.ts';
import { createTensorflowSampler } from './sampler.ts';

/**
 * The engine over TensorFlow.js, for machines with its native library or a GPU. The module is handed in, with the
 * backend that is to be used already chosen.
 */
export function createTensorflowEngine(tf: TensorFlow): Engine {
  return {
    name: 'tensorflow',
    description: `TensorFlow.js ${tf.version_core}, backend ${tf.getBackend()}`,
    createSampler: (weights, streams) =>
      Promise.resolve().then(() => createTensorflowSampler(tf, weights, streams)),
    createTrainer: (weights, options) =>
      Promise.resolve().then(() =>
        createChunkTrainer(weights, options, (...chunk) => lossAndGradient(tf, ...chunk)),
      ),
    dispose: () => undefined,
  };
}
