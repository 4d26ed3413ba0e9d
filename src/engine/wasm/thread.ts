import { createBarrier, type Barrier } from './barrier.ts';
import { createControl } from './control.ts';
import { instantiate } from './kernels.ts';
import type { Plan } from './plan.ts';
import { createLane } from './sampler-lane.ts';
import type { SamplerPlan } from './sampler-plan.ts';
import { runStep } from './step.ts';

/** What threads do together, each its rows, in one memory that the plan lays out. */
export type ThreadWork =
  | { readonly kind: 'training'; readonly plan: Plan }
  | { readonly kind: 'sampling'; readonly plan: SamplerPlan };

/** What a thread is started with; all of it can be posted to a worker. */
export interface EngineThreadInit {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly work: ThreadWork;
  /** Which of the plan's threads: 1 …; thread 0 is the one that calls the trainer or sampler. */
  readonly thread: number;
}

/** A running thread. */
export interface EngineThread {
  /** Resolves when the thread runs and no longer needs anything of the one that started it. */
  readonly ready: Promise<void>;
  terminate(): void;
}

/** Starts threads; handed in, since it depends on the host. */
export type SpawnThread = (init: EngineThreadInit) => EngineThread;

/** The threads that work beside the caller's. */
export interface Team {
  /** Ends them, without waiting. */
  disband(): void;
}

/** Starts all threads of some work but the caller's own. Rejects if one of them cannot be started. */
export async function gatherTeam(
  spawnThread: SpawnThread | undefined,
  init: Omit<EngineThreadInit, 'thread'>,
  barrier: Barrier,
): Promise<Team> {
  const others: EngineThread[] = [];
  for (let thread = 1; thread < init.work.plan.threads; thread++)
    if (spawnThread !== undefined) others.push(spawnThread({ ...init, thread }));
  const disband = (): void => {
    barrier.stop();
    for (const other of others) other.terminate();
  };
  try {
    await Promise.all(others.map(({ ready }) => ready));
  } catch (error) {
    disband();
    throw error;
  }
  return { disband };
}

/** What a thread does from its start until its owner is disposed of. Blocks. */
export function runEngineThread({ module, memory, work, thread }: EngineThreadInit): void {
  const barrier = createBarrier(memory, work.plan.control, work.plan.threads);
  try {
    const turn = turnOf({ module, memory, work, thread }, barrier);
    while (barrier.meet()) turn();
  } catch (error) {
    barrier.fail();
    throw error;
  }
}

/** What a thread does between two meetings that it waits for. */
function turnOf({ module, memory, work, thread }: EngineThreadInit, barrier: Barrier): () => void {
  const kernels = instantiate(module, memory);
  if (work.kind === 'training') {
    const { plan } = work;
    const context = { kernels, plan, control: createControl(memory, plan), thread };
    return () => runStep(context);
  }
  const step = createLane(kernels, memory, work.plan, thread);
  return () => {
    step();
    barrier.meet();
  };
}
