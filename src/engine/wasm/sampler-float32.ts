import { flatten, type Weights } from '../../model/weights.ts';
import { createBarrier } from './barrier.ts';
import type { EngineHost } from './host.ts';
import { createMemory, instantiate, type Kernels } from './kernels.ts';
import { writeParameters } from './layout.ts';
import { elementPlace } from './rows.ts';
import { createLane } from './sampler-lane.ts';
import { planSampler, type SamplerPlan } from './sampler-plan.ts';
import type { SamplerNetwork } from './sampler.ts';
import { gatherTeam } from './thread.ts';

/** The network in single precision; many streams are shared out among threads. */
export async function float32Network(
  host: EngineHost,
  weights: Weights,
  streams: number,
): Promise<SamplerNetwork> {
  const { module, shared, threads, spawnThread } = host;
  const plan = planSampler(weights.hyperparameters, streams, threads);
  const memory = createMemory(plan.end, shared, () => 'use a smaller model or fewer candidates');
  const kernels = instantiate(module, memory);
  writeParameters(memory, plan.parameters, plan.layout, flatten(weights));
  fillTable(kernels, plan);
  const barrier = createBarrier(memory, plan.control, plan.threads);
  const team = await gatherTeam(spawnThread, { module, memory, work: { kind: 'sampling', plan } }, barrier);
  const { units } = weights.hyperparameters;
  const floats = new Float32Array(memory.buffer);
  const ordered = new Int32Array(memory.buffer, plan.ordered, 1);
  const stepOwnLane = createLane(kernels, memory, plan, 0);
  return {
    memory,
    characters: plan.characters,
    logits: plan.readableLogits,
    step(rows) {
      ordered[0] = rows;
      barrier.meet();
      stepOwnLane();
      barrier.meet();
    },
    readState(stream, state) {
      forEachState(plan, units, stream, (place, i) => (state[i] = floats[place]));
    },
    writeState(stream, state) {
      forEachState(plan, units, stream, (place, i) => (floats[place] = state[i]));
    },
    dispose: () => team.disband(),
  };
}

/** Visits the state of a stream in the order [layers, 2, H]: places in floats. */
function forEachState(
  { lanes, rows, stride }: SamplerPlan,
  units: number,
  stream: number,
  visit: (place: number, index: number) => void,
): void {
  const { hidden, cell } = lanes[Math.floor(stream / rows)];
  let index = 0;
  for (let layer = 0; layer < hidden.length; layer++)
    for (const start of [hidden[layer], cell[layer]])
      for (let unit = 0; unit < units; unit++)
        visit(elementPlace(start, stride, stream % rows, unit), index++);
}

function fillTable(kernels: Kernels, { sizes, layout, parameters, table }: SamplerPlan): void {
  kernels.multiply(
    sizes.vocabulary,
    sizes.gatePanels,
    sizes.embeddingPanels,
    parameters + layout.embedding,
    sizes.vocabulary * 32,
    parameters + layout.lstm[0].kernel,
    sizes.embedding * 32,
    table,
    sizes.vocabulary * 32,
    false,
  );
}
