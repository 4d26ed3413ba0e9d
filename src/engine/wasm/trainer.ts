import { flatten, type Weights } from '../../model/weights.ts';
import { checkBatch, checkSnapshot, checkTrainerOptions, checkWeights } from '../check.ts';
import type { Batch, StepResult, Trainer, TrainerOptions, TrainerSnapshot } from '../engine.ts';
import { clearRestarted, writeBatch } from './rows.ts';
import { createControl, type Control } from './control.ts';
import type { EngineHost } from './host.ts';
import { createMemory, instantiate, MOST_BYTES } from './kernels.ts';
import { writeParameters } from './layout.ts';
import { planTrainer, type Plan } from './plan.ts';
import { readSnapshot, readWeights, writeSnapshot } from './snapshot.ts';
import { isFiniteStep, runStep, type ThreadContext } from './step.ts';
import { gatherTeam, type Team } from './thread.ts';

/** A trainer with its own memory and threads, both given back when it is disposed of. */
export async function createWasmTrainer(
  host: EngineHost,
  weights: Weights,
  options: TrainerOptions,
): Promise<Trainer> {
  checkWeights(weights);
  checkTrainerOptions(options);
  const { module, shared, threads, spawnThread } = host;
  const plan = planTrainer(weights.hyperparameters, options, threads);
  const memory = createMemory(plan.end, shared, () => adviceFor(plan, threads));
  writeParameters(memory, plan.parameters, plan.layout, flatten(weights));
  const control = createControl(memory, plan);
  const team = await gatherTeam(spawnThread, { module, memory, work: { kind: 'training', plan } }, control);
  return trainerOver({ module, memory, plan, control, team });
}

/** What a trainer holds on to until it is disposed of. */
interface TrainerParts {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: Plan;
  readonly control: Control;
  readonly team: Team;
}

function trainerOver(parts: TrainerParts): Trainer {
  const { options, hyperparameters } = parts.plan;
  let step = 0;
  let live: (TrainerParts & ThreadContext) | null = {
    ...parts,
    kernels: instantiate(parts.module, parts.memory),
    thread: 0,
  };
  const opened = (): TrainerParts & ThreadContext => {
    if (live === null) throw new Error('this trainer has been disposed of');
    return live;
  };
  return {
    step(batch: Batch, learningRate: number): StepResult {
      const context = opened();
      checkBatch(batch, options, hyperparameters.vocabulary);
      const result = stepTogether(context, batch, { step, learningRate });
      if (isFiniteStep(context.control)) step += 1;
      return result;
    },
    weights(): Weights {
      const { memory, plan } = opened();
      return readWeights(memory, plan);
    },
    snapshot(): TrainerSnapshot {
      const { memory, plan } = opened();
      return readSnapshot(memory, plan, step);
    },
    restore(snapshot: TrainerSnapshot): void {
      const { memory, plan } = opened();
      checkSnapshot(snapshot, hyperparameters, options);
      writeSnapshot(memory, plan, snapshot);
      step = snapshot.step;
    },
    dispose(): void {
      live?.team.disband();
      live = null;
    },
  };
}

/** Gives the threads a batch and does the caller's part of the step. */
function stepTogether(
  context: TrainerParts & ThreadContext,
  batch: Batch,
  order: { readonly step: number; readonly learningRate: number },
): StepResult {
  const { memory, plan, control } = context;
  clearRestarted(memory, plan, batch);
  const counted = writeBatch(memory, plan, batch);
  control.order({ ...order, counted });
  control.meet();
  runStep(context);
  const loss = control.total('loss') / Math.max(1, counted);
  return { loss, gradientNorm: Math.sqrt(control.total('squares')) };
}

/** The largest smaller setting that would need at most half of this, as the end of a sentence. */
function adviceFor(plan: Plan, threads: number): string {
  const { hyperparameters, options } = plan;
  const goal = Math.min(plan.end, MOST_BYTES) / 2;
  for (const key of ['batch', 'sequence'] as const) {
    for (let size = options[key] >> 1; size >= 8; size >>= 1) {
      if (planTrainer(hyperparameters, { ...options, [key]: size }, threads).end <= goal)
        return `a ${key} of ${size} instead of ${options[key]} needs half of it or less`;
    }
  }
  return 'train a model with fewer units or layers';
}
