import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advance, settle } from '../../../src/composer/constraint/advance.ts';
import { createAlphabet, type Alphabet } from '../../../src/composer/constraint/alphabet.ts';
import { handOver } from '../../../src/composer/constraint/hand-over.ts';
import type { Reading } from '../../../src/composer/constraint/reading.ts';
import { UNIT } from '../../../src/composer/constraint/ticks.ts';
import { generate, type Generated, type Start } from '../../../src/composer/generate.ts';
import type { ContinuationLength } from '../../../src/composer/stopping.ts';
import type { Sampler } from '../../../src/engine/engine.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { ALPHABET, read } from './reading.ts';
import { chances, walk } from './walk.ts';

/** A network that finds the same characters likely wherever it is. */
function indifferent(alphabet: Alphabet): { sampler: Sampler; logits: Float32Array } {
  const logits = Float32Array.from(chances(alphabet), (chance) => Math.log(chance));
  const sampler: Sampler = {
    streams: 1,
    step: () => logits,
    exportState: () => new Float32Array(0),
    importState: () => undefined,
    dispose: () => undefined,
  };
  return { sampler, logits };
}

/** What the composer writes behind a reading, and how that reads. */
async function continued(
  alphabet: Alphabet,
  from: Reading,
  length: ContinuationLength,
  seed: number,
): Promise<Generated & { reading: Reading }> {
  const { sampler, logits } = indifferent(alphabet);
  const state = new Float32Array(0);
  const start: Start = { state, logits, reading: from, sealed: false, brackets: true, key: 'D', echo: null };
  const options = { length, constrained: true, temperature: 1, topP: 1 };
  const pause = { pause: () => Promise.resolve() };
  const [text] = await generate(sampler, alphabet, start, [seedRandom(seed)], options, pause);
  if (text === undefined) throw new Error('nothing was written');
  return { ...text, reading: Array.from(text.text).reduce(advance, from) };
}

const meters = fc.constantFrom('4/4', '2/2', '6/8', '9/8', '3/4', '2/4', '5/8', '(2+3)/8', 'none');
const music = fc.constantFrom(
  ...[
    '',
    'A|',
    'D2|d2A2 d2A2|',
    '|:A|',
    '|:d2A2|d2A2|1',
    '|:d2A2|1d2A2:|',
    'd2A2:|',
    'd2A2||',
    '"D"d>A',
    '(3dAd',
  ],
  ...[
    '[dA]2-',
    '{g}d',
    'd2A2&',
    '|:d2A2|d',
    'd2A2|]',
    '[M:3/4]d2',
    'd2A2|\n',
    'd2-',
    '(d2',
    'd2:',
    'd8d8d8|',
  ],
);
const strange = fc
  .array(fc.constantFrom(...'ABCdefg234/|||:[]()"{}>~-^_,\' \n&zx1.5H'.split('')), { maxLength: 40 })
  .map((characters) => characters.join(''));
const prompts = fc.record({
  meter: meters,
  prompt: fc.oneof({ weight: 2, arbitrary: music }, { weight: 1, arbitrary: strange }),
  seed: fc.nat(),
});
const lengths = fc.oneof(
  fc.record({ kind: fc.constant('bars' as const), bars: fc.integer({ min: 1, max: 12 }) }),
  fc.record({
    kind: fc.constant('bars' as const),
    bars: fc.integer({ min: 1, max: 3 }),
    lastBar: fc.integer({ min: 1, max: 3 }).map((eighths) => eighths * UNIT),
  }),
);

const ended = ({ mode, goal }: Reading): boolean => mode === 'end' || goal === 'over';

describe('from any text, right or strange', () => {
  test('as many bars are written as were asked for, and the tune can be finished behind them', async () => {
    await fc.assert(
      fc.asyncProperty(prompts, lengths, async ({ meter, prompt, seed }, length) => {
        const from = handOver(ALPHABET, read(meter, prompt));
        const { text, bars, reading } = await continued(ALPHABET, from, length, seed);
        // Where no meter says when a bar is full, a text without bar lines is long enough some day.
        const whole = settle(reading).filled === 0 || meter === 'none';
        const enough = meter === 'none' || bars >= length.bars - ('lastBar' in length ? 1 : 0);
        expect({ text, done: ended(reading) || (whole && enough) }).toEqual({ text, done: true });
        if (ended(reading)) return;
        const after = handOver(ALPHABET, read(meter, prompt + text));
        const { ended: finished, text: rest } = walk(ALPHABET, after, seedRandom(seed), 0);
        expect({ finished, text, rest }).toEqual({ finished: true, text, rest });
      }),
      { numRuns: 400 },
    );
  });

  test('the tune is brought to its end', async () => {
    await fc.assert(
      fc.asyncProperty(prompts, async ({ meter, prompt, seed }) => {
        const from = handOver(ALPHABET, read(meter, prompt));
        const { text, reading } = await continued(ALPHABET, from, { kind: 'end' }, seed);
        const closed = ended(reading) || /\|\]$|\|\|$|:\|$/.test(text);
        expect({ text, closed }).toEqual({ text, closed: true });
      }),
      { numRuns: 100 },
    );
  });

  test('with a vocabulary of a few characters too', async () => {
    const few = fc.subarray(Array.from('A2/"\'()[]{}:>~-^1 z'), { minLength: 0 });
    await fc.assert(
      fc.asyncProperty(prompts, lengths, few, async ({ meter, prompt, seed }, length, characters) => {
        const alphabet = createAlphabet(['\u0000', '\n', '|', 'd', ...characters]);
        const known = Array.from(prompt).filter((character) => alphabet.has.has(character));
        const from = handOver(alphabet, read(meter, known.join('')));
        const { text, reading } = await continued(alphabet, from, length, seed);
        const whole = settle(reading).filled === 0 || meter === 'none';
        expect({ text, done: ended(reading) || whole }).toEqual({ text, done: true });
      }),
      { numRuns: 200 },
    );
  });
});

test('a first ending that a phrase begins has its second one in it', async () => {
  for (let seed = 0; seed < 300; seed++) {
    const from = handOver(ALPHABET, read('2/4', '|:d2A2|'));
    const { text } = await continued(ALPHABET, from, { kind: 'bars', bars: 8 }, seed);
    // What hangs over a bar line, tie or slur, holds the turn up.
    if (/[|[]1/.test(text) && !/[-(]/.test(text)) expect(text).toMatch(/[|[]2/);
  }
});
