import type { SpawnThread } from './thread.ts';

/** What trainers and samplers run on. */
export interface EngineHost {
  readonly module: WebAssembly.Module;
  /** Whether the module is the one for a shared memory. */
  readonly shared: boolean;
  /** More than one only with a shared memory. */
  readonly threads: number;
  readonly spawnThread?: SpawnThread | undefined;
}
