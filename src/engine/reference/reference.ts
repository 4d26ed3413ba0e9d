import type { Engine } from '../engine.ts';
import { createReferenceSampler } from './sampler.ts';
import { createReferenceTrainer } from './trainer.ts';

/** The engine the others are tested against: short, plain, slow, in double precision. */
export function createReferenceEngine(): Engine {
  return {
    name: 'reference',
    description: 'plain TypeScript in double precision',
    createSampler: (weights, streams) => Promise.resolve(createReferenceSampler(weights, streams)),
    createTrainer: (weights, options) => Promise.resolve(createReferenceTrainer(weights, options)),
    dispose: () => undefined,
  };
}
