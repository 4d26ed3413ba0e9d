import { describe, expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { byLeadIn, isWithinPart, lengthOfReplaced, replacedBars } from '../../../src/composer/lead-in.ts';
import { UNIT } from '../../../src/composer/constraint/ticks.ts';
import type { Sampler } from '../../../src/engine/engine.ts';
import { untrainedComposer } from './model.ts';
import { ALPHABET, CHARACTERS, read } from './reading.ts';

const HEADER = 'X:1\nM:4/4\nL:1/8\nK:D\n';

/** A request to replace what stands between `‹` and `›`. */
function replacing(marked: string) {
  const offset = HEADER.length + marked.indexOf('‹');
  const replaced = marked.indexOf('›') - marked.indexOf('‹') - 1;
  return { text: HEADER + marked.replace('‹', '').replace('›', ''), offset, replaced };
}

describe('behind bars that are replaced', () => {
  test.each([
    ['the next two bars are what they lead into', 'A|d8|‹BGdB AFED›|d8|e8|f8|]', '|d8|e8|'],
    ['over the end of a part', 'A|d8|‹BGdB AFE›:|\n|:A|d8|e8|', ':|\n|:A|'],
    ['or the one that there is', 'A|d8|‹BGdB AFED›|d8|]', '|d8|]'],
    ['or nothing', 'A|d8|‹BGdB AFED›', ''],
  ])('%s', (_, marked, follows) => {
    expect(replacedBars(replacing(marked))?.follows.trimEnd()).toBe(follows);
  });

  test.each([
    ['a full bar', 'A|d8|‹BGdB AFED›|', { bars: 1 }],
    ['a complement', 'A|d8|‹BGdB AFE›|', { bars: 1, lastBar: 7 * UNIT }],
    ['a pickup', '‹A2›|d8|', { bars: 1, lastBar: 2 * UNIT }],
    ['a pickup and the bar behind it', '‹A2|d8›|', { bars: 1, pickup: 2 * UNIT }],
    ['a bar that is too long', 'A|d8|‹BGdB AFEDE›|', { bars: 1 }],
    ['a triplet that is not complete', 'A|d8|‹(3BG›|', { bars: 1 }],
  ])('the length of %s is kept', (_, marked, kept) => {
    const request = replacing(marked);
    const replaced = replacedBars(request);
    if (replaced === null) throw new Error('no bars');
    const bars = marked.slice(marked.indexOf('‹'), marked.indexOf('›')).split('|').length;
    const prompt = `M:4/4\nK:D\n${marked.slice(0, marked.indexOf('‹'))}`;
    const before = read('4/4', prompt.slice(10));
    const length = lengthOfReplaced({ kind: 'bars', bars }, replaced, prompt, before, ALPHABET);
    expect(length).toEqual({ kind: 'bars', ...kept });
  });
});

test.each([
  ['A|d8|‹BGdB AFED|e8›|', true],
  ['A|d8|‹BGdB AFED|e8:|›', true],
  ['A|d8|‹BGdB AFED||e8›|', false],
  ['A|d8|‹e7:|A|d8›|', false],
])('plain bar lines alone in %s: %s', (marked, plain) => {
  const replaced = replacedBars(replacing(marked));
  if (replaced === null) throw new Error('no bars');
  expect(isWithinPart(replaced, `M:4/4\nK:D\n${marked.slice(0, marked.indexOf('‹'))}`)).toBe(plain);
});

/** A network that finds whatever it read last likeliest to come again. */
function echoingSampler(): Sampler {
  const logits = new Float32Array(CHARACTERS.length);
  return {
    streams: 1,
    step: (characters) => {
      logits.fill(0);
      logits[characters[0] ?? 0] = 5;
      return logits;
    },
    exportState: () => new Float32Array(0),
    importState: () => undefined,
    dispose: () => undefined,
  };
}

test('what leads best into what follows comes first', async () => {
  const sampler = echoingSampler();
  const reader = {
    read: (text: string) =>
      Promise.resolve({
        state: new Float32Array(0),
        logits: sampler.step([CHARACTERS.indexOf(text.slice(-1))]).slice(),
      }),
  };
  const texts = ['dcB|', 'cBd|\n', 'Bcd||'].map((text) => ({ text, logProbability: -1, bars: 1 }));
  const follows = { upTo: '', follows: 'd|' };
  const listener = { alphabet: ALPHABET, sampler, reader };
  const pause = { pause: () => Promise.resolve() };
  const ordered = await byLeadIn(listener, 'K:D\n', follows, texts, pause);
  expect(ordered.map(({ text }) => text)).toEqual(['cBd|\n', 'Bcd||', 'dcB|']);
});

describe('bars in place of others', () => {
  test.each([
    ['one within a part', 'A|d8|‹BGdB AFED›|d8|e7:|', 1],
    ['the last of a part, which its pickup makes whole', 'A|d8|e8|‹BGdB AFE›:|', 1],
    ['the last two of a part', 'A|d8|‹e8|BGdB AFE›:|', 2],
    ['a pickup', '‹AG›|d8|e8|d6:|', 1],
    ['a pickup and the bar behind it', '‹AG|d8›|e8|d6:|', 2],
    ['two bars of a tune without a pickup', '‹d8|e8›|d8|]', 2],
    ['the pickup of a second part', 'A|d8|e7:|\n|:‹A›|d8|e7:|', 1],
  ])('%s are as long as these', async (_, marked, bars) => {
    const composer = await untrainedComposer();
    const { text, offset, replaced } = replacing(marked);
    const lengths = (tune: string) => readBars(tune).map(({ duration }) => duration);
    for (let seed = 1; seed <= 12; seed++) {
      const answer = await composer.continueTune({
        ...{ text, offset, replaced, seed, candidates: 4 },
        length: { kind: 'bars', bars },
        ...{ temperature: 1, topP: 1, constrained: true },
      });
      if (answer.kind === 'nothing') throw new Error(answer.reason);
      for (const candidate of answer.candidates) {
        const bare = candidate.text.trimEnd().replace(/[|:\]]+$/, '');
        const changed = text.slice(0, offset) + bare + text.slice(offset + replaced);
        expect(lengths(changed), changed).toEqual(lengths(text));
      }
    }
    composer.dispose();
  });
});
