import { bodyStart, START } from '../../src/abc/canonical/tune.ts';
import { advance } from '../../src/composer/constraint/advance.ts';
import { createAlphabet } from '../../src/composer/constraint/alphabet.ts';
import { meterTicks } from '../../src/composer/constraint/inline-field.ts';
import { allowed } from '../../src/composer/constraint/mask.ts';
import { startReading } from '../../src/composer/constraint/reading.ts';
import { logProbability, sampleIndex, samplingSpace } from '../../src/composer/sampling.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { Model } from '../../src/model/folder.ts';
import { seedRandom } from '../../src/model/random.ts';

/** Natural logarithm of the probability that the allowed characters have together. */
function logAllowed(logits: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  mask.forEach((may, index) => {
    if (may === 1) sum += Math.exp(logProbability(logits, index));
  });
  return Math.log(sum);
}

/** Prints what the constraint costs, and the bits per character of people's tunes with and without it. */
export async function measureOverhead(model: Model, engine: Engine, tunes: readonly string[]): Promise<void> {
  const { characters, indexOf } = model.vocabulary;
  const alphabet = createAlphabet(characters);
  const sampler = await engine.createSampler(model.weights, 1);
  const space = samplingSpace(characters.length);
  const mask = new Uint8Array(characters.length);
  const random = seedRandom(1);
  const spent = { network: 0, constraint: 0, sampling: 0 };
  const bits = { plain: 0, constrained: 0, characters: 0 };
  const timed = <T>(what: keyof typeof spent, work: () => T): T => {
    const began = performance.now();
    const result = work();
    spent[what] += performance.now() - began;
    return result;
  };
  for (const tune of tunes) {
    sampler.importState(0, null);
    const body = bodyStart(tune);
    for (const character of START + tune.slice(0, body - 1)) sampler.step([indexOf.get(character) ?? 0]);
    const { meter, compound } = meterTicks(/^M:(.*)$/m.exec(tune)?.[1] ?? 'none');
    let reading = startReading(meter, compound);
    let plain = 0;
    let constrained = 0;
    let previous = '\n';
    for (const character of `${tune.slice(body)}\n`) {
      const index = indexOf.get(character) ?? 0;
      const logits = timed('network', () => sampler.step([indexOf.get(previous) ?? 0]));
      timed('constraint', () => allowed(alphabet, reading, mask));
      const logP = logProbability(logits, index);
      plain -= logP;
      constrained += mask[index] === 1 ? logAllowed(logits, mask) - logP : Infinity;
      timed('sampling', () => sampleIndex(logits, mask, { temperature: 0.8, topP: 0.95 }, random, space));
      reading = timed('constraint', () => advance(reading, character));
      previous = character;
    }
    if (!Number.isFinite(constrained)) continue;
    bits.plain += plain / Math.LN2;
    bits.constrained += constrained / Math.LN2;
    bits.characters += tune.length - body + 1;
  }
  sampler.dispose();
  const total = spent.network + spent.constraint + spent.sampling;
  const share = (part: number): string => `${((100 * part) / total).toFixed(1)} %`;
  console.log('cost of a character, one stream');
  console.log(
    `  network ${share(spent.network)}, constraint ${share(spent.constraint)}, draw ${share(spent.sampling)}`,
  );
  console.log('bits per character of the music of tunes that are allowed whole');
  console.log(
    `  plain ${(bits.plain / bits.characters).toFixed(3)}, constrained ${(bits.constrained / bits.characters).toFixed(3)}`,
  );
}
