import type { Weights } from '../../model/weights.ts';
import { checkCharacters, checkState, checkStreams, checkWeights } from '../check.ts';
import type { LstmState, Precision, Sampler } from '../engine.ts';
import type { EngineHost } from './host.ts';
import type { Address } from './kernels.ts';
import { float32Network } from './sampler-float32.ts';
import { int8Network } from './sampler-int8.ts';

/** A network laid out in a memory of its own. Nothing is allocated in a step. */
export interface SamplerNetwork {
  readonly memory: WebAssembly.Memory;
  /** Where a step finds the character index of each stream, and where it leaves the logits [streams, V]. */
  readonly characters: Address;
  readonly logits: Address;
  /** One character of each of the first `rows` streams. */
  step(rows: number): void;
  /** State of a stream, [layers, 2, H]. */
  readState(stream: number, state: LstmState): void;
  writeState(stream: number, state: LstmState): void;
  /** Ends its threads. */
  dispose(): void;
}

/** What a sampler holds on to until it is disposed of. All views are made once. */
interface SamplerParts {
  readonly network: SamplerNetwork;
  readonly characters: Int32Array;
  /** The logits of one stream, of two … */
  readonly logits: readonly Float32Array[];
}

/** A sampler with its own memory, given back when it is disposed of. */
export async function createWasmSampler(
  host: EngineHost,
  weights: Weights,
  streams: number,
  precision: Precision,
): Promise<Sampler> {
  checkWeights(weights);
  checkStreams(streams);
  const { hyperparameters } = weights;
  const { vocabulary, layers, units } = hyperparameters;
  const network = await (precision === 'int8' ? int8Network : float32Network)(host, weights, streams);
  let live: SamplerParts | null = partsOf(network, vocabulary, streams);
  const opened = (): SamplerParts => {
    if (live === null) throw new Error('this sampler has been disposed of');
    return live;
  };
  return {
    streams,
    step(characters) {
      const { network, characters: indices, logits } = opened();
      checkCharacters(characters, streams, vocabulary);
      for (let i = 0; i < characters.length; i++) indices[i] = characters[i];
      network.step(characters.length);
      return logits[characters.length - 1];
    },
    exportState(stream): LstmState {
      const { network } = opened();
      checkState(stream, streams, null, hyperparameters);
      const state = new Float32Array(layers * 2 * units);
      network.readState(stream, state);
      return state;
    },
    importState(stream, state) {
      const { network } = opened();
      checkState(stream, streams, state, hyperparameters);
      network.writeState(stream, state ?? new Float32Array(layers * 2 * units));
    },
    dispose() {
      live?.network.dispose();
      live = null;
    },
  };
}

function partsOf(network: SamplerNetwork, vocabulary: number, streams: number): SamplerParts {
  const { buffer } = network.memory;
  return {
    network,
    characters: new Int32Array(buffer, network.characters, streams),
    logits: Array.from(
      { length: streams },
      (_, i) => new Float32Array(buffer, network.logits, (i + 1) * vocabulary),
    ),
  };
}
