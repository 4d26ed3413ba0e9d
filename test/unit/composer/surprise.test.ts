import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAlphabet } from '../../../src/composer/constraint/alphabet.ts';
import { createTextReader } from '../../../src/composer/network.ts';
import { alternativesAt } from '../../../src/composer/surprise/alternatives.ts';
import { createChances } from '../../../src/composer/surprise/chances.ts';
import { likeliestNotes } from '../../../src/composer/surprise/note-search.ts';
import { surpriseOf } from '../../../src/composer/surprise/surprise.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import type { Sampler } from '../../../src/engine/engine.ts';
import { createVocabulary } from '../../../src/model/vocabulary.ts';
import { music, unit } from '../canonical/music.ts';
import { untrainedModel } from './model.ts';
import { CHARACTERS } from './reading.ts';

const quiet = { pause: () => Promise.resolve() };

/** A network that has learnt nothing, but has firm opinions. */
async function listenerWith(characters: readonly string[]) {
  const model = untrainedModel(characters);
  const denseKernel = model.weights.denseKernel.map((weight) => 40 * weight);
  const sampler = await createReferenceEngine().createSampler({ ...model.weights, denseKernel }, 8);
  const alphabet = createAlphabet(model.vocabulary.characters);
  return { sampler, alphabet, reader: createTextReader(sampler, model) };
}

let listener: Awaited<ReturnType<typeof listenerWith>>;
beforeAll(async () => {
  listener = await listenerWith(CHARACTERS);
});

/** Logits for what follows a canonical text, by reading it character by character. */
function logitsAfter(sampler: Sampler, text: string): Float32Array {
  const vocabulary = createVocabulary(CHARACTERS);
  sampler.importState(0, null);
  let logits = new Float32Array(0);
  for (const character of `\n${text}`)
    logits = sampler.step([vocabulary.indexOf.get(character) ?? 0]).slice();
  return logits;
}

/** The chance of a character of some, after a text, by definition. */
function chanceOf(character: string, among: readonly string[], text: string): number {
  const logits = logitsAfter(listener.sampler, text);
  const weight = (of: string): number => Math.exp(logits[CHARACTERS.indexOf(of)] ?? 0);
  return weight(character) / among.reduce((sum, of) => sum + weight(of), 0);
}

const BEGINNINGS = Array.from('ABCDEFGabcdefgzx^_=');
const LONGER = Array.from("0123456789/,'");

describe('the surprise of a note', () => {
  test('is that of its characters and of its end, the first among those that begin notes', async () => {
    const text = 'X:1\nM:2/4\nL:1/8\nK:G\nG ^c2|A';
    const { notes } = await surpriseOf(listener, { text }, quiet);
    const before = 'M:2/4\nK:G\nG ';
    const ends = 1 - LONGER.reduce((sum, of) => sum + chanceOf(of, CHARACTERS, `${before}^c2`), 0);
    const chance =
      chanceOf('^', BEGINNINGS, before) *
      chanceOf('c', CHARACTERS, `${before}^`) *
      chanceOf('2', CHARACTERS, `${before}^c`) *
      ends;
    expect(notes.map(({ start, end }) => text.slice(start, end))).toEqual(['G', '^c2', 'A']);
    expect(notes[1]?.bits).toBeCloseTo(-Math.log2(chance), 4);
  });

  test('does not depend on how the tune is written', async () => {
    const bitsOf = async (text: string) =>
      (await surpriseOf(listener, { text }, quiet)).notes.map(({ bits }) => bits);
    const plain = await bitsOf('X:1\nM:2/4\nL:1/8\nK:G\nG2 A>B|[Gd]4|]');
    expect(plain).toHaveLength(5);
    expect(
      await bitsOf('X:1\r\nT:Title\r\nM:2/4\r\nL:1/16\r\nK:Gmaj\r\nG4  A2>B2 | [Gd]8 |]\r\nw:la\r\n'),
    ).toEqual(plain);
  });

  test('depends on what stands before it alone', async () => {
    await fc.assert(
      fc.asyncProperty(music, music, unit, async (before, after, length) => {
        const text = `X:1\nM:4/4\nL:${length}\nK:C\n${before.join('')}|A `;
        const short = await surpriseOf(listener, { text }, quiet);
        const long = await surpriseOf(listener, { text: `${text}z|z ${after.join('')}` }, quiet);
        expect(long.notes.slice(0, short.notes.length)).toEqual(short.notes);
      }),
      { numRuns: 25 },
    );
  });

  test('is read voice by voice, in the order of the text', async () => {
    const text = 'X:1\nL:1/8\nK:G\nV:1\nGA|\nV:2\nC2|\nV:1\nB2|\n';
    const alone = 'X:1\nL:1/8\nK:G\nGA|\nB2|\n';
    const { notes } = await surpriseOf(listener, { text }, quiet);
    expect(notes.map(({ start, end }) => text.slice(start, end))).toEqual(['G', 'A', 'C2', 'B2']);
    const first = (await surpriseOf(listener, { text: alone }, quiet)).notes.map(({ bits }) => bits);
    expect([0, 1, 3].map((nth) => notes[nth]?.bits)).toEqual(first);
  });

  test('is unknown where the model has never seen a sign of the note; the others have theirs', async () => {
    const small = await listenerWith(Array.from('\nABCDEFG:|/MK248'));
    const { notes } = await surpriseOf(small, { text: 'X:1\nM:4/4\nL:1/8\nK:C\nA^cG2|' }, quiet);
    expect(notes.map(({ bits }) => bits === null)).toEqual([false, true, false]);
  });

  test('is told as far as a tune of sensible length goes', async () => {
    const text = `X:1\nL:1/8\nK:C\n${'ABcd|'.repeat(3000)}`;
    const { notes, complete } = await surpriseOf(listener, { text }, quiet);
    expect(complete).toBe(false);
    expect(notes.length).toBeGreaterThan(3900);
    expect(notes.length).toBeLessThan(4000);
    expect(notes.at(-1)?.end).toBeLessThan(5100);
  });

  test.each([
    ['nothing', ''],
    ['a header', 'X:1\nT:no music\nK:C\n'],
    ['rests', 'X:1\nK:C\nz4|Z|\n'],
    ['what is no text', '\u0000\uD800'],
  ])('is none in %s', async (_, text) => {
    expect(await surpriseOf(listener, { text }, quiet)).toEqual({ notes: [], complete: true });
  });
});

describe('the likeliest notes', () => {
  const NAMES = ['', '^', '^^', '_', '__', '='].flatMap((accidental) =>
    Array.from('ABCDEFGabcdefg').flatMap((letter) =>
      ['', letter < 'a' ? ',' : "'"].map((octave) => accidental + letter + octave),
    ),
  );

  test.each(['', '2', '3/2'])('of length %j are those that reading all of them finds', async (length) => {
    const before = 'M:4/4\nK:D\nA2d2|f';
    const chances = createChances(listener.alphabet);
    const start = await listener.reader.read(before, quiet);
    const logOf = (note: string): number => {
      let [log, logits] = [0, start.logits];
      listener.sampler.importState(0, start.state);
      Array.from(note, (character) => CHARACTERS.indexOf(character)).forEach((index, at) => {
        log += at === 0 ? chances.begin(logits, index) : chances.goOn(logits, index);
        logits = listener.sampler.step([index]);
      });
      return log + chances.end(logits);
    };
    const expected = NAMES.map((name) => ({ text: name + length, log: logOf(name + length) }))
      .sort((a, b) => b.log - a.log)
      .slice(0, 3);
    const found = likeliestNotes({ ...listener, chances, length }, start, 3);
    expect(found.map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    found.forEach(({ log }, nth) => expect(log).toBeCloseTo(expected[nth]?.log ?? NaN, 4));
  });

  test('of any length are no less likely than those of one', async () => {
    const chances = createChances(listener.alphabet);
    const start = await listener.reader.read('M:6/8\nK:G\nGAB d', quiet);
    const [any] = likeliestNotes({ ...listener, chances, length: undefined }, start, 1);
    for (const length of ['', '2', '3', '/', '3/2', '/4']) {
      const [best] = likeliestNotes({ ...listener, chances, length }, start, 1);
      expect(any?.log).toBeGreaterThanOrEqual(best?.log ?? NaN);
    }
  });
});

describe('alternatives', () => {
  test('are other notes as long as the one, in its writing, with their chances', async () => {
    const text = 'X:1\nM:2/4\nL:1/16\nK:G\nG4 A4|B4';
    const offset = text.indexOf('A4');
    const { alternatives } = await alternativesAt(listener, { text, offset }, quiet);
    expect(alternatives).toHaveLength(3);
    for (const { text: other, probability } of alternatives) {
      expect(other).toMatch(/^[_^=]{0,2}[A-Ga-g][,']{0,2}4$/);
      expect(other).not.toBe('A4');
      const changed = text.replace('A4', other);
      const { notes } = await surpriseOf(listener, { text: changed }, quiet);
      expect(notes[1]?.bits).toBeCloseTo(-Math.log2(probability), 4);
    }
    const chances = alternatives.map(({ probability }) => probability);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  test('are none where no note starts', async () => {
    const text = 'X:1\nK:G\nGA|';
    for (const offset of [0, text.indexOf('|'), text.length, 1000]) {
      expect(await alternativesAt(listener, { text, offset }, quiet)).toEqual({
        alternatives: [],
        otherLength: null,
      });
    }
  });

  test('of another length are told where they are likelier than all of this one', async () => {
    const text = 'X:1\nM:2/4\nL:1/8\nK:G\nGABc|d3/2';
    const offset = text.indexOf('d3/2');
    const { alternatives, otherLength } = await alternativesAt(listener, { text, offset }, quiet);
    expect(otherLength?.probability).toBeGreaterThan(alternatives[0]?.probability ?? NaN);
    expect(otherLength?.text).not.toMatch(/3\/2$/);
  });
});
