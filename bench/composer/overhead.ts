import { startBarTexts } from '../../src/abc/canonical/bar-texts.ts';
import { bodyStart, START } from '../../src/abc/canonical/tune.ts';
import { advance } from '../../src/composer/constraint/advance.ts';
import { createAlphabet, type Alphabet } from '../../src/composer/constraint/alphabet.ts';
import { meterTicks } from '../../src/composer/constraint/inline-field.ts';
import { allowed } from '../../src/composer/constraint/mask.ts';
import { startReading } from '../../src/composer/constraint/reading.ts';
import {
  createEchoAlphabet,
  type Echo,
  type Expectation,
  expectation,
  hear,
  mixedProbability,
  probabilityBetween,
  startEcho,
} from '../../src/composer/echo.ts';
import { logProbability, sampleIndex, samplingSpace, softmax } from '../../src/composer/sampling.ts';
import { steer } from '../../src/composer/stopping.ts';
import type { Engine, Sampler } from '../../src/engine/engine.ts';
import { DEFAULT_ECHO } from '../../src/model/default-echo.ts';
import type { Model } from '../../src/model/folder.ts';
import { seedRandom } from '../../src/model/random.ts';

/** Milliseconds spent on each part of writing a character, and bits that people's characters took. */
interface Costs {
  network: number;
  constraint: number;
  echo: number;
  draw: number;
  plain: number;
  constrained: number;
  characters: number;
}

const noCosts = (): Costs => ({
  network: 0,
  constraint: 0,
  echo: 0,
  draw: 0,
  plain: 0,
  constrained: 0,
  characters: 0,
});

/** Natural logarithm of the probability that the allowed characters have together. */
function logAllowed(logits: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  mask.forEach((may, index) => {
    if (may === 1) sum += Math.exp(logProbability(logits, index));
  });
  return Math.log(sum);
}

/** The echo once a character has come, with the work that composing does for it. */
function listened(
  echo: Echo,
  expected: Expectation,
  logits: Float32Array,
  index: number,
  { characters, indexOf }: Alphabet,
  probabilities: Float64Array,
): Echo {
  softmax(logits, probabilities);
  mixedProbability(probabilities, expected, index);
  return hear(echo, characters[index] ?? '', {
    of: (character) => probabilities[indexOf.get(character) ?? 0] ?? 0,
    betweenBars: probabilityBetween(probabilities, expected.between),
  });
}

/** Lets the network write what people wrote: every character is foretold, allowed, drawn and then read as it stands. */
function writeTune(sampler: Sampler, alphabet: Alphabet, tune: string, costs: Costs): void {
  const { indexOf } = alphabet;
  const space = samplingSpace(alphabet.characters.length);
  const mask = new Uint8Array(alphabet.characters.length);
  const random = seedRandom(1);
  const timed = <T>(what: 'network' | 'constraint' | 'echo' | 'draw', work: () => T): T => {
    const began = performance.now();
    const result = work();
    costs[what] += performance.now() - began;
    return result;
  };
  const body = bodyStart(tune);
  sampler.importState(0, null);
  for (const character of START + tune.slice(0, body - 1)) sampler.step([indexOf.get(character) ?? 0]);
  const { meter, compound } = meterTicks(/^M:(.*)$/m.exec(tune)?.[1] ?? 'none');
  const written = { characters: 0, bars: 0 };
  let reading = startReading(meter, compound);
  const echoes = createEchoAlphabet(alphabet.characters);
  const probabilities = new Float64Array(alphabet.characters.length);
  let echo = startEcho(DEFAULT_ECHO, startBarTexts(tune));
  let plain = 0;
  let constrained = 0;
  let previous = '\n';
  for (const character of `${tune.slice(body)}\n`) {
    const index = indexOf.get(character) ?? 0;
    const logits = timed('network', () => sampler.step([indexOf.get(previous) ?? 0]));
    timed('constraint', () => allowed(alphabet, steer(reading, { kind: 'end' }, written), mask));
    const expected = timed('echo', () => expectation(echo, echoes));
    timed('draw', () => sampleIndex(logits, mask, { temperature: 0.8, topP: 0.95 }, random, space, expected));
    echo = timed('echo', () => listened(echo, expected, logits, index, alphabet, probabilities));
    allowed(alphabet, reading, mask);
    const logP = logProbability(logits, index);
    plain -= logP;
    constrained += mask[index] === 1 ? logAllowed(logits, mask) - logP : Infinity;
    reading = timed('constraint', () => advance(reading, character));
    previous = character;
  }
  if (!Number.isFinite(constrained)) return;
  costs.plain += plain / Math.LN2;
  costs.constrained += constrained / Math.LN2;
  costs.characters += tune.length - body + 1;
}

/** Prints what the constraint costs, and the bits per character of people's tunes with and without it. */
export async function measureOverhead(model: Model, engine: Engine, tunes: readonly string[]): Promise<void> {
  const alphabet = createAlphabet(model.vocabulary.characters);
  const sampler = await engine.createSampler(model.weights, 1, 'int8');
  const warmUp = noCosts();
  for (const tune of tunes.slice(0, 20)) writeTune(sampler, alphabet, tune, warmUp);
  const costs = noCosts();
  for (const tune of tunes) writeTune(sampler, alphabet, tune, costs);
  sampler.dispose();
  const { network, constraint, echo, draw, plain, constrained, characters } = costs;
  const total = network + constraint + echo + draw;
  const share = (part: number): string => `${((100 * part) / total).toFixed(1)} %`;
  const bits = (sum: number): string => (sum / characters).toFixed(3);
  console.log('cost of a character, one stream');
  console.log(
    `  network ${share(network)}, constraint ${share(constraint)}, echo ${share(echo)}, draw ${share(draw)}`,
  );
  console.log('bits per character of the music of tunes that are allowed whole');
  console.log(`  plain ${bits(plain)}, constrained ${bits(constrained)}`);
}
