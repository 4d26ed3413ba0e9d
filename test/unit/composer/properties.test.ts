import abcjs from 'abcjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { advance } from '../../../src/composer/constraint/advance.ts';
import { allowed } from '../../../src/composer/constraint/mask.ts';
import { permits } from '../../../src/composer/constraint/permits.ts';
import { handOver } from '../../../src/composer/constraint/hand-over.ts';
import { createAlphabet } from '../../../src/composer/constraint/alphabet.ts';
import { seedRandom } from '../../../src/model/random.ts';
import { ALPHABET, CHARACTERS, ourStart, read } from './reading.ts';
import { walk } from './walk.ts';

const METERS = [
  '4/4',
  '2/2',
  '6/8',
  '9/8',
  '12/8',
  '3/4',
  '2/4',
  '3/8',
  '5/4',
  '5/8',
  '7/8',
  '(2+3)/8',
  'none',
];

const walks = fc.record({
  meter: fc.constantFrom(...METERS),
  seed: fc.integer({ min: 0 }),
  steps: fc.integer({ min: 0, max: 250 }),
});

const record = (meter: string, body: string) => `X:1\nT:Walk\nM:${meter}\nL:1/8\nK:G\n${body}`;

describe('any walk over allowed characters', () => {
  test('can be brought to the end of the tune', () => {
    fc.assert(
      fc.property(walks, ({ meter, seed, steps }) => {
        const { text, ended } = walk(ALPHABET, ourStart(meter), seedRandom(seed), steps);
        expect({ ended, text }).toEqual({ ended: true, text });
      }),
      { numRuns: 300 },
    );
  });

  test('has no wrong bar by the reader of bars, and abcjs has nothing to say', () => {
    fc.assert(
      fc.property(walks, ({ meter, seed, steps }) => {
        const tune = record(meter, walk(ALPHABET, ourStart(meter), seedRandom(seed), steps).text);
        const wrong = readBars(tune).filter(({ verdict }) => verdict === 'short' || verdict === 'long');
        expect(wrong).toEqual([]);
        expect(abcjs.parseOnly(tune)[0].warnings ?? []).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

test('the mask says the same as asking for each character', () => {
  fc.assert(
    fc.property(walks, ({ meter, seed, steps }) => {
      let reading = ourStart(meter);
      const mask = new Uint8Array(CHARACTERS.length);
      for (const character of walk(ALPHABET, reading, seedRandom(seed), steps).text) {
        const count = allowed(ALPHABET, reading, mask);
        const single = CHARACTERS.map((each, index) =>
          index > 0 && permits(ALPHABET, reading, each) ? 1 : 0,
        );
        expect(Array.from(mask)).toEqual(single);
        expect(count).toBe(mask.reduce((sum, may) => sum + may, 0));
        reading = advance(reading, character);
      }
    }),
    { numRuns: 50 },
  );
});

describe('text that people wrote, right or wrong', () => {
  const letters = fc.constantFrom(...'ABCdefg234/|||:[]()"{}>~-^_,\' \n&zx1.5H'.split(''));
  const prompts = fc.record({
    meter: fc.constantFrom(...METERS),
    prompt: fc.array(letters, { maxLength: 60 }).map((characters) => characters.join('')),
    seed: fc.integer({ min: 0 }),
  });

  test('can be gone on from inside a chord symbol after a first ending turned back', () => {
    const { ended } = walk(ALPHABET, handOver(ALPHABET, read('4/4', '|1A:"')), seedRandom(0), 40);
    expect(ended).toBe(true);
  });

  test('has no length in a chord that the chord’s other notes cannot be given', () => {
    const alphabet = createAlphabet(['\u0000', '\n', '|', 'd', '[', ']', '1', '2', '/', '4']);
    const mayReduce = (bar: string): boolean => permits(alphabet, handOver(alphabet, read('none', bar)), '/');
    expect(['[d', '[d3', '[d4', '[d12'].map(mayReduce)).toEqual([true, true, false, false]);
  });

  test('can be gone on from to the end of the tune', () => {
    fc.assert(
      fc.property(prompts, ({ meter, prompt, seed }) => {
        const reading = handOver(ALPHABET, read(meter, prompt));
        const { ended, text } = walk(ALPHABET, reading, seedRandom(seed), 40);
        expect({ ended, text }).toEqual({ ended: true, text });
      }),
      { numRuns: 1000 },
    );
  });

  test('with a vocabulary of a few characters too', () => {
    const few = fc.subarray(Array.from('A2/"\'()[]{}:>~-^1 '), { minLength: 0 });
    fc.assert(
      fc.property(prompts, few, ({ meter, prompt, seed }, characters) => {
        const alphabet = createAlphabet(['\u0000', '\n', '|', 'd', ...characters]);
        const known = Array.from(prompt).filter((character) => alphabet.has.has(character));
        const reading = handOver(alphabet, read(meter, known.join('')));
        const { ended, text } = walk(alphabet, reading, seedRandom(seed), 40);
        expect({ ended, text }).toEqual({ ended: true, text });
      }),
      { numRuns: 500 },
    );
  });
});
