import { createChunkTrainer } from '../chunk-trainer.ts';
import { checkWeights } from '../check.ts';
import type { Engine, Trainer, TrainerOptions } from '../engine.ts';
import type { Weights } from '../../model/weights.ts';
import { lossAndGradient } from './gradient.ts';
import { createNetwork, disposeNetwork, type TensorFlow } from './network.ts';
import { createTensorflowSampler } from './sampler.ts';

/**
 * The engine over TensorFlow.js and its Layers, for machines with its native library or a GPU. The module is handed in, with the
 * backend that is to be used already chosen.
 */
export function createTensorflowEngine(tf: TensorFlow): Engine {
  return {
    name: 'tensorflow',
    description: `TensorFlow.js ${tf.version_core}, backend ${tf.getBackend()}`,
    createSampler: (weights, streams) =>
      Promise.resolve().then(() => createTensorflowSampler(tf, weights, streams)),
    createTrainer: (weights, options) =>
      Promise.resolve().then(() => createTensorflowTrainer(tf, weights, options)),
    dispose: () => undefined,
  };
}

function createTensorflowTrainer(tf: TensorFlow, weights: Weights, options: TrainerOptions): Trainer {
  checkWeights(weights);
  const network = createNetwork(tf, weights);
  const trainer = createChunkTrainer(weights, options, (...chunk) => lossAndGradient(tf, network, ...chunk));
  return {
    ...trainer,
    dispose: () => {
      trainer.dispose();
      disposeNetwork(network);
    },
  };
}
