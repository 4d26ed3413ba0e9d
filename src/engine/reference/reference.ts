import { createChunkTrainer } from '../chunk-trainer.ts';
import type { Engine } from '../engine.ts';
import { createReferenceSampler } from './sampler.ts';
import { lossAndGradient } from './gradient.ts';

/** The engine the others are tested against: short, plain, slow, in double precision. */
export function createReferenceEngine(): Engine {
  return {
    name: 'reference',
    description: 'plain TypeScript in double precision',
    createSampler: (weights, streams) =>
      Promise.resolve().then(() => createReferenceSampler(weights, streams)),
    createTrainer: (weights, options) =>
      Promise.resolve().then(() => createChunkTrainer(weights, options, lossAndGradient)),
    dispose: () => undefined,
  };
}
