import type { Weights } from '../model/weights.ts';

export type EngineName = 'wasm' | 'tensorflow' | 'reference';

/** The machine cannot do what was asked; the message is one line that says what would work. */
export class EngineError extends Error {
  override readonly name: string = 'EngineError';
}

/**
 * How a sampler keeps weights: as they are, or in 8 bits each, which is several times faster and a little off: logits
 * by some hundredths, bits per character by a thousandth.
 */
export type Precision = 'float32' | 'int8';

/** How a character LSTM is computed. All engines give the same numbers within a stated tolerance. */
export interface Engine {
  readonly name: EngineName;
  /** What is in use, for the log and the record: instruction set, threads, library version. */
  readonly description: string;
  /**
   * Prepares weights for sampling from up to `streams` independent sequences side by side. `precision` is float32 where
   * none is asked for, and in engines that have no other.
   */
  createSampler(weights: Weights, streams: number, precision?: Precision): Promise<Sampler>;
  /** Prepares weights and optimiser for training. The weights given are copied. */
  createTrainer(weights: Weights, options: TrainerOptions): Promise<Trainer>;
  /** Gives back memory and threads. Samplers and trainers are disposed of first by their owner. */
  dispose(): void;
}

/** Hidden and cell state of one stream: [layers, 2, H], h before c. */
export type LstmState = Float32Array;

/** Runs the network one character at a time. */
export interface Sampler {
  readonly streams: number;
  /**
   * Feeds one character index to each of the first `characters.length` streams.
   * Returns logits [characters.length, V]: a view that the next call overwrites.
   */
  step(characters: ArrayLike<number>): Float32Array;
  /** Copies the state of a stream out. */
  exportState(stream: number): LstmState;
  /** Sets the state of a stream; `null` is the zero state a sequence starts from. */
  importState(stream: number, state: LstmState | null): void;
  dispose(): void;
}

export interface TrainerOptions {
  /** Rows of a batch, each its own stream of text. */
  readonly batch: number;
  /** Characters of each row in one step of truncated back-propagation. */
  readonly sequence: number;
  /** Adam with decoupled weight decay (Loshchilov & Hutter 2019); 0 is plain Adam (Kingma & Ba 2015). */
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The gradient is scaled down to this global norm when longer (Pascanu et al. 2013). */
  readonly clipNorm: number;
  /** Share of a layer's outputs zeroed on their way to the next layer; kept ones are scaled by 1/(1−rate). */
  readonly dropout: number;
  /** Seeds the dropout masks together with the step number, so that a resumed run draws the same ones. */
  readonly seed: number;
}

/** One chunk of every row. Targets are the inputs shifted by one. */
export interface Batch {
  /** Character indices [batch, sequence], row-major. */
  readonly inputs: Int32Array;
  /** Character indices [batch, sequence]; −1 is left out of the loss. */
  readonly targets: Int32Array;
  /** 1 for rows whose state starts from zero before this chunk; absent: all rows carry on. */
  readonly restart?: Uint8Array;
}

export interface StepResult {
  /** Mean cross-entropy over the targets that count, in nats, before the update. */
  readonly loss: number;
  /** Global norm of the gradient before clipping. */
  readonly gradientNorm: number;
}

/** Everything a run needs to go on as if it had never stopped. */
export interface TrainerSnapshot {
  readonly weights: Weights;
  /** First and second moments in the order and shapes of the weights, flattened. */
  readonly firstMoment: Float32Array;
  readonly secondMoment: Float32Array;
  /** Updates made so far. */
  readonly step: number;
  /** State carried over by each row: [batch, layers, 2, H]. */
  readonly carried: Float32Array;
}

/** Runs truncated back-propagation through time and the optimiser; state carries over from step to step. */
export interface Trainer {
  /** Forward, backward, clip, update. A loss that is not finite leaves the weights untouched. */
  step(batch: Batch, learningRate: number): StepResult;
  /** A copy of the weights as they are now. */
  weights(): Weights;
  snapshot(): TrainerSnapshot;
  restore(snapshot: TrainerSnapshot): void;
  dispose(): void;
}
