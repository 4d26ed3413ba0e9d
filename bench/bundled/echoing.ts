import { startBarTexts } from '../../src/abc/canonical/bar-texts.ts';
import { bodyStart, START } from '../../src/abc/canonical/tune.ts';
import {
  createEchoAlphabet,
  type Echo,
  type EchoAlphabet,
  expectation,
  hear,
  mix,
  probabilityBetween,
  startEcho,
} from '../../src/composer/echo.ts';
import { softmax } from '../../src/composer/sampling.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { DEFAULT_ECHO } from '../../src/model/default-echo.ts';
import type { Model } from '../../src/model/folder.ts';
import type { Surprise } from '../../src/training/ngram.ts';

/** Bits per character of canonical tunes under the network mixed with echoes of earlier bars, as it composes. */
export async function echoedSurprise(
  model: Model,
  engine: Engine,
  tunes: readonly string[],
): Promise<Surprise> {
  const { characters, indexOf } = model.vocabulary;
  const echoes = createEchoAlphabet(characters);
  const sampler = await engine.createSampler(model.weights, 1);
  const probabilities = new Float64Array(characters.length);
  const table = model.card.echo ?? DEFAULT_ECHO;
  const sums = { characters: 0, bits: 0, musicCharacters: 0, musicBits: 0 };
  for (const tune of tunes) {
    sampler.importState(0, null);
    const body = bodyStart(tune);
    let echo: Echo = startEcho(table, startBarTexts(tune));
    let previous = START;
    for (const [at, character] of Array.from(tune + START).entries()) {
      softmax(sampler.step([indexOf.get(previous) ?? 0]), probabilities);
      if (at >= body) echo = heard(echo, echoes, probabilities, character);
      const bits = -Math.log2(probabilities[indexOf.get(character) ?? 0] ?? 0);
      sums.characters += 1;
      sums.bits += bits;
      if (at >= body) {
        sums.musicCharacters += 1;
        sums.musicBits += bits;
      }
      previous = character;
    }
  }
  sampler.dispose();
  return {
    characters: sums.characters,
    bitsPerCharacter: sums.bits / sums.characters,
    musicCharacters: sums.musicCharacters,
    musicBitsPerCharacter: sums.musicBits / sums.musicCharacters,
  };
}

/** Turns the network's probabilities into the mixture's; the echo after `character`. */
function heard(echo: Echo, echoes: EchoAlphabet, probabilities: Float64Array, character: string): Echo {
  const expected = expectation(echo, echoes);
  const next = hear(echo, character, {
    of: (other) => probabilities[echoes.indexOf.get(other) ?? 0] ?? 0,
    betweenBars: probabilityBetween(probabilities, expected.between),
  });
  mix(probabilities, expected, null);
  return next;
}
