import type { BarTexts } from '../abc/canonical/bar-texts.ts';
import type { LstmState, Sampler } from '../engine/engine.ts';
import type { Random } from '../model/random.ts';
import { advance, settle } from './constraint/advance.ts';
import type { Alphabet } from './constraint/alphabet.ts';
import { allowed } from './constraint/mask.ts';
import type { Reading } from './constraint/reading.ts';
import {
  createEchoAlphabet,
  type Echo,
  type EchoAlphabet,
  type Expectation,
  expectation,
  hear,
  mixedProbability,
  probabilityBetween,
} from './echo.ts';
import { avoidRests, wouldEndBar } from './filler.ts';
import {
  logProbability,
  sampleIndex,
  samplingSpace,
  type SamplingOptions,
  type SamplingSpace,
  softmax,
} from './sampling.ts';
import {
  barsOfTune,
  type ContinuationLength,
  endsTooSoon,
  isLongEnough,
  steer,
  type Written,
} from './stopping.ts';

/** Where texts begin: what the network and the reading know of what stands before. */
export interface Start {
  readonly state: LstmState;
  /** Logits [V] for the first character. */
  readonly logits: Float32Array;
  readonly reading: Reading;
  /** The last piece before is not ours to lengthen: see `BodyPrompt.sealed`. */
  readonly sealed: boolean;
  /**
   * The music before has chords, inline fields or endings in brackets. Where it has none, a bracket is most often
   * the start of something that may not come here, and what the mask would make of it is no music.
   */
  readonly brackets: boolean;
  /** Canonical key in force. */
  readonly key: string;
  readonly bars: BarTexts;
  /** What is expected of the bar at the cursor; null where bars do not echo earlier ones. */
  readonly echo: Echo | null;
}

export interface GenerateOptions extends SamplingOptions {
  readonly length: ContinuationLength;
  readonly constrained: boolean;
}

/** What long work is interrupted by. */
export interface Interruption {
  readonly signal?: AbortSignal | undefined;
  /** Lets messages in. */
  readonly pause: () => Promise<void>;
}

export interface Generated {
  /** Canonical text. */
  readonly text: string;
  /** Natural logarithm of its probability under the network mixed with echoes, where there are any. */
  readonly logProbability: number;
  readonly bars: number;
}

/** One text being written. */
interface Line {
  readonly random: Random;
  reading: Reading;
  echo: Echo | null;
  text: string;
  logProbability: number;
  /** Bars of the tune that are not this text's. */
  readonly barsBefore: number;
  last: number;
  /** Since the last note the model would have ended the bar, which is not full. */
  tookBarForFull: boolean;
  done: boolean;
}

interface Tools {
  readonly alphabet: Alphabet;
  readonly options: GenerateOptions;
  readonly brackets: boolean;
  readonly space: SamplingSpace;
  readonly mask: Uint8Array;
  readonly echoes: EchoAlphabet;
  /** [V] the network's probabilities, at temperature 1 and without the mask. */
  readonly plain: Float64Array;
}

const STEPS_PER_PAUSE = 16;
/** What would lengthen a note or bar line before the cursor. */
const LENGTHENING = new Set("0123456789/,'");

/**
 * Writes one text per random state, side by side on the streams of the sampler, each until it is long enough.
 * Throws the signal's reason when aborted.
 */
export async function generate(
  sampler: Sampler,
  alphabet: Alphabet,
  start: Start,
  randoms: readonly Random[],
  options: GenerateOptions,
  { signal, pause }: Interruption,
): Promise<Generated[]> {
  const size = alphabet.characters.length;
  const tools: Tools = {
    alphabet,
    options,
    brackets: start.brackets,
    space: samplingSpace(size),
    mask: new Uint8Array(size),
    echoes: createEchoAlphabet(alphabet.characters),
    plain: new Float64Array(size),
  };
  const lines = randoms.map((random, stream) => {
    sampler.importState(stream, start.state);
    return newLine(random, start.reading, start.echo);
  });
  for (const line of lines) extend(line, start.logits, tools, start.sealed);
  for (let step = 1; lines.some(({ done }) => !done); step++) {
    const active = lines.slice(0, 1 + lines.findLastIndex(({ done }) => !done));
    const logits = sampler.step(active.map(({ last }) => last));
    active.forEach((line, stream) => {
      if (!line.done) extend(line, logits.subarray(stream * size, (stream + 1) * size), tools, false);
    });
    if (step % STEPS_PER_PAUSE === 0) {
      await pause();
      signal?.throwIfAborted();
    }
  }
  return lines.map((line) => {
    const { text, logProbability } = line;
    return { text, logProbability, bars: Math.max(0, written(line).bars) };
  });
}

function newLine(random: Random, reading: Reading, echo: Echo | null): Line {
  // A bar that is full already only waits for its bar line, which is no bar of its own.
  const { filled, target, left, broken } = settle(reading);
  const waits = filled > 0 && filled >= target && left === 0 && broken === '' && reading.mode !== 'bar';
  const barsBefore = barsOfTune(reading) + (waits ? 1 : 0);
  return {
    random,
    reading,
    echo,
    text: '',
    logProbability: 0,
    barsBefore,
    last: 0,
    tookBarForFull: false,
    done: false,
  };
}

/** Adds the next character, or finds the text long enough. */
function extend(line: Line, logits: Float32Array, tools: Tools, sealed: boolean): void {
  const { alphabet, options, mask } = tools;
  if (options.constrained) {
    line.reading = steer(line.reading, options.length, written(line));
    allowed(alphabet, line.reading, mask);
    if (line.reading.last === 0 && !line.reading.blank) line.tookBarForFull = false;
    line.tookBarForFull ||= wouldEndBar(alphabet, logits, mask);
    if (line.tookBarForFull) avoidRests(alphabet, mask);
    avoid(alphabet, endsTooSoon(line.reading, options.length), mask);
    if (!tools.brackets && line.reading.due === 0) avoid(alphabet, '[', mask);
  } else {
    mask.fill(1);
    mask[0] = 0;
  }
  if (sealed) maskLengthening(alphabet, line.reading, mask);
  const expected = line.echo === null ? null : expectation(line.echo, tools.echoes);
  const index = sampleIndex(logits, mask, options, line.random, tools.space, expected);
  const character = alphabet.characters[index];
  if (character === undefined) {
    line.done = true;
    return;
  }
  const next = advance(line.reading, character);
  if (isLongEnough(line.reading, next, options.length, written(line))) {
    line.done = true;
    return;
  }
  line.logProbability += listen(line, logits, index, expected, tools);
  line.reading = next;
  line.text += character;
  line.last = index;
  if (next.mode === 'end') line.done = true;
}

/** Takes in that a character has come. Returns the logarithm of its probability. */
function listen(
  line: Line,
  logits: Float32Array,
  index: number,
  expected: Expectation | null,
  { alphabet, echoes, plain }: Tools,
): number {
  if (line.echo === null || expected === null) return logProbability(logits, index);
  softmax(logits, plain);
  line.echo = hear(line.echo, alphabet.characters[index] ?? '', {
    of: (character) => plain[echoes.indexOf.get(character) ?? -1] ?? 0,
    betweenBars: probabilityBetween(plain, expected.between),
  });
  return Math.log(mixedProbability(plain, expected, index));
}

function written({ text, reading, barsBefore }: Line): Written {
  return { characters: text.length, bars: barsOfTune(reading) - barsBefore };
}

function maskLengthening(alphabet: Alphabet, reading: Reading, mask: Uint8Array): void {
  alphabet.characters.forEach((character, index) => {
    const growsBar = reading.mode === 'bar' && '|:]'.includes(character);
    if (LENGTHENING.has(character) || growsBar) mask[index] = 0;
  });
}

/** Masks a character, if any, unless it is the only one left. */
function avoid({ indexOf }: Alphabet, character: string, mask: Uint8Array): void {
  const index = indexOf.get(character);
  if (index !== undefined && mask.some((may, other) => may === 1 && other !== index)) mask[index] = 0;
}
