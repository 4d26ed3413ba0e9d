import { flatten, unflatten, type Weights } from '../../model/weights.ts';
import { checkBatch, checkSnapshot, checkTrainerOptions, checkWeights } from '../check.ts';
import type { Batch, StepResult, Trainer, TrainerOptions, TrainerSnapshot } from '../engine.ts';
import { clearRestarted, readCarried, writeBatch, writeCarried } from './rows.ts';
import { createControl, type Control } from './control.ts';
import { createMemory, instantiate } from './kernels.ts';
import { readParameters, writeParameters } from './layout.ts';
import { planTrainer, type Plan } from './plan.ts';
import { isFiniteStep, runStep } from './step.ts';
import type { EngineThread, SpawnThread } from './thread.ts';

/** What a trainer runs on. */
export interface TrainerHost {
  readonly module: WebAssembly.Module;
  /** Whether the module is the one for a shared memory. */
  readonly shared: boolean;
  readonly threads: number;
  readonly spawnThread?: SpawnThread | undefined;
}

/** A trainer with its own memory and threads, both given back when it is disposed of. */
export async function createWasmTrainer(
  host: TrainerHost,
  weights: Weights,
  options: TrainerOptions,
): Promise<Trainer> {
  checkWeights(weights);
  checkTrainerOptions(options);
  const threads = host.shared && host.spawnThread !== undefined ? host.threads : 1;
  const plan = planTrainer(weights.hyperparameters, options, threads);
  const memory = createMemory(plan.end, host.shared, () => adviceFor(plan, threads));
  writeParameters(memory, plan.parameters, plan.layout, flatten(weights));
  const control = createControl(memory, plan);
  const others = await startThreads(host, memory, plan, control);
  return trainerOver({ module: host.module, memory, plan, control, others });
}

async function startThreads(
  { module, spawnThread }: TrainerHost,
  memory: WebAssembly.Memory,
  plan: Plan,
  control: Control,
): Promise<EngineThread[]> {
  const others: EngineThread[] = [];
  for (let thread = 1; thread < plan.threads; thread++)
    if (spawnThread !== undefined) others.push(spawnThread({ module, memory, plan, thread }));
  try {
    await Promise.all(others.map(({ ready }) => ready));
  } catch (error) {
    control.stop();
    for (const other of others) other.terminate();
    throw error;
  }
  return others;
}

interface TrainerParts {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: Plan;
  readonly control: Control;
  readonly others: readonly EngineThread[];
}

function trainerOver({ module, memory, plan, control, others }: TrainerParts): Trainer {
  const { hyperparameters, options, layout } = plan;
  const context = { kernels: instantiate(module, memory), plan, control, thread: 0 };
  let step = 0;
  let disposed = false;
  const read = (block: number): Float32Array => readParameters(memory, block, layout, hyperparameters);
  const use = (): void => {
    if (disposed) throw new Error('this trainer has been disposed of');
  };

  return {
    step(batch: Batch, learningRate: number): StepResult {
      use();
      checkBatch(batch, options, hyperparameters.vocabulary);
      clearRestarted(memory, plan, batch);
      const counted = writeBatch(memory, plan, batch);
      control.order({ step, learningRate, counted });
      control.meet();
      runStep(context);
      if (isFiniteStep(control)) step += 1;
      const loss = control.total('loss') / Math.max(1, counted);
      return { loss, gradientNorm: Math.sqrt(control.total('squares')) };
    },
    weights(): Weights {
      use();
      return unflatten(hyperparameters, read(plan.parameters));
    },
    snapshot(): TrainerSnapshot {
      use();
      return {
        weights: unflatten(hyperparameters, read(plan.parameters)),
        firstMoment: read(plan.firstMoment),
        secondMoment: read(plan.secondMoment),
        step,
        carried: readCarried(memory, plan),
      };
    },
    restore(snapshot: TrainerSnapshot): void {
      use();
      checkSnapshot(snapshot, hyperparameters, options);
      writeParameters(memory, plan.parameters, layout, flatten(snapshot.weights));
      writeParameters(memory, plan.firstMoment, layout, snapshot.firstMoment);
      writeParameters(memory, plan.secondMoment, layout, snapshot.secondMoment);
      writeCarried(memory, plan, snapshot.carried);
      step = snapshot.step;
    },
    dispose(): void {
      if (disposed) return;
      disposed = true;
      control.stop();
      for (const other of others) other.terminate();
    },
  };
}

/** The largest smaller setting that would need at most half of this, as the end of a sentence. */
function adviceFor(plan: Plan, threads: number): string {
  const { hyperparameters, options } = plan;
  const goal = plan.end / 2;
  for (const key of ['batch', 'sequence'] as const) {
    for (let size = options[key] >> 1; size >= 8; size >>= 1) {
      if (planTrainer(hyperparameters, { ...options, [key]: size }, threads).end <= goal)
        return `a ${key} of ${size} instead of ${options[key]} needs half of it or less`;
    }
  }
  return 'train a model with fewer units or layers';
}
