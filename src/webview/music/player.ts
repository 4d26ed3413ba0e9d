import type { Performance } from './performance.ts';
import type { Stretch } from './timeline.ts';

/** Peaks above this would be clipped or sound harsh: such a performance is played more softly. */
const HEADROOM = 0.9;

/** Plays rendered tunes, one at a time, and knows where it is by the audio clock. */
export class Player {
  readonly #context: AudioContext;
  readonly #volume: GainNode;
  readonly #meter: AnalyserNode;
  readonly #onEnded: () => void;
  #source: AudioBufferSourceNode | null = null;
  #startedAt = 0;
  #from = 0;
  #loop: Stretch | null = null;

  constructor(context: AudioContext, onEnded: () => void) {
    this.#context = context;
    this.#onEnded = onEnded;
    this.#meter = context.createAnalyser();
    this.#volume = context.createGain();
    this.#volume.connect(this.#meter).connect(context.destination);
  }

  /** Plays from `from` seconds on, over and over within `loop` if there is one. */
  start({ buffer, peak }: Performance, from: number, loop: Stretch | null): void {
    this.stop();
    const source = this.#context.createBufferSource();
    source.buffer = buffer;
    this.#volume.gain.value = Math.min(1, HEADROOM / Math.max(peak, 1e-6));
    source.connect(this.#volume);
    source.addEventListener('ended', () => {
      if (this.#source !== source) return;
      this.#source = null;
      this.#onEnded();
    });
    source.start(0, from);
    this.#source = source;
    this.#startedAt = this.#context.currentTime;
    this.#from = from;
    this.#repeat(loop);
  }

  /** Stops; harmless when nothing plays. */
  stop(): void {
    const source = this.#source;
    this.#source = null;
    source?.stop();
    source?.disconnect();
  }

  /** Where in the performance the ear is now, in seconds. */
  position(): number {
    const heard = this.#context.currentTime - this.#startedAt - this.#context.outputLatency;
    const position = this.#from + Math.max(0, heard);
    if (!this.#loop || position < this.#loop.to) return position;
    const { from, to } = this.#loop;
    return from + ((position - from) % (to - from));
  }

  /** Highest magnitude that left for the speakers in the last few milliseconds. */
  peak(): number {
    const samples = new Float32Array(this.#meter.fftSize);
    this.#meter.getFloatTimeDomainData(samples);
    return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
  }

  #repeat(loop: Stretch | null): void {
    this.#loop = loop;
    if (!this.#source || !loop) return;
    this.#source.loop = true;
    this.#source.loopStart = loop.from;
    this.#source.loopEnd = loop.to;
  }
}
