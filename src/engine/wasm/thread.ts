import { createControl } from './control.ts';
import { instantiate } from './kernels.ts';
import type { Plan } from './plan.ts';
import { runStep } from './step.ts';

/** What a thread is started with; all of it can be posted to a worker. */
export interface EngineThreadInit {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly plan: Plan;
  /** Which of the plan's threads: 1 …; thread 0 is the one that calls the trainer. */
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

/** What a thread does from its start until its trainer is disposed of. Blocks. */
export function runEngineThread({ module, memory, plan, thread }: EngineThreadInit): void {
  const control = createControl(memory, plan);
  try {
    const context = { kernels: instantiate(module, memory), plan, control, thread };
    while (control.meet()) runStep(context);
  } catch (error) {
    control.fail();
    throw error;
  }
}
