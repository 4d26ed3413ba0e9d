import { flatten, unflatten, type Weights } from '../../model/weights.ts';
import type { TrainerSnapshot } from '../engine.ts';
import { readParameters, writeParameters } from './layout.ts';
import type { Plan } from './plan.ts';
import { readCarried, writeCarried } from './rows.ts';

/** A copy of the weights in a trainer's memory. */
export function readWeights(memory: WebAssembly.Memory, plan: Plan): Weights {
  return unflatten(plan.hyperparameters, readBlock(memory, plan, plan.parameters));
}

/** A copy of everything a trainer needs to go on after `step` updates. */
export function readSnapshot(memory: WebAssembly.Memory, plan: Plan, step: number): TrainerSnapshot {
  return {
    weights: readWeights(memory, plan),
    firstMoment: readBlock(memory, plan, plan.firstMoment),
    secondMoment: readBlock(memory, plan, plan.secondMoment),
    step,
    carried: readCarried(memory, plan),
  };
}

/** Puts a snapshot that fits the plan into a trainer's memory. */
export function writeSnapshot(memory: WebAssembly.Memory, plan: Plan, snapshot: TrainerSnapshot): void {
  writeParameters(memory, plan.parameters, plan.layout, flatten(snapshot.weights));
  writeParameters(memory, plan.firstMoment, plan.layout, snapshot.firstMoment);
  writeParameters(memory, plan.secondMoment, plan.layout, snapshot.secondMoment);
  writeCarried(memory, plan, snapshot.carried);
}

function readBlock(memory: WebAssembly.Memory, plan: Plan, block: number): Float32Array {
  return readParameters(memory, block, plan.layout, plan.hyperparameters);
}
