import abcjs from 'abcjs';
import { describe, expect, test } from 'vitest';
import { readBars } from '../../../src/abc/bars.ts';
import { type Composer, createComposer } from '../../../src/composer/composer.ts';
import { ComposerError } from '../../../src/composer/error.ts';
import type { ContinueRequest } from '../../../src/composer/continue.ts';
import { createReferenceEngine } from '../../../src/engine/reference/reference.ts';
import type { Model } from '../../../src/model/folder.ts';
import { untrainedComposer, untrainedModel } from './model.ts';

const composer: Composer = await untrainedComposer();

const PLAIN = {
  length: { kind: 'bars', bars: 2 },
  candidates: 1,
  temperature: 1,
  topP: 1,
  seed: 7,
  constrained: true,
} as const;

/** A request for the place that `‸` marks. */
function at(marked: string, more: Partial<ContinueRequest> = {}): ContinueRequest {
  const offset = marked.indexOf('‸');
  return { ...PLAIN, ...more, text: marked.replace('‸', ''), offset };
}

async function candidatesOf(request: ContinueRequest): Promise<string[]> {
  const result = await composer.continueTune(request);
  if (result.kind === 'nothing') throw new Error(result.reason);
  return result.candidates.map(({ text }) => text);
}

/** The request's tune with a candidate in it. */
function inserted({ text, offset }: ContinueRequest, candidate: string): string {
  return text.slice(0, offset) + candidate + text.slice(offset);
}

function wrongBars(tune: string): string[] {
  return readBars(tune)
    .filter(({ verdict }) => verdict === 'short' || verdict === 'long')
    .map(({ start, end }) => tune.slice(start, end));
}

const JIG = 'X:1\nT:A jig\nR:jig\nM:6/8\nL:1/8\nK:G\nD|GAB d2B|cBA G2‸';

describe('a continuation in whole bars', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i bars from within a bar, that bar being the first', async (bars) => {
    const request = at(JIG, { length: { kind: 'bars', bars }, seed: bars });
    const result = await composer.continueTune(request);
    expect(result.kind).toBe('continued');
    if (result.kind !== 'continued') return;
    const [candidate] = result.candidates;
    expect(candidate?.bars).toBe(bars);
    expect(candidate?.text.trimEnd()).toMatch(/[|\]]$/);
    expect(wrongBars(inserted(request, candidate?.text ?? ''))).toEqual([]);
  });

  test.each([
    ['another unit note length', 'X:1\nM:4/4\nL:1/16\nK:D\nd4f4 a4f4|d8‸'],
    ['within a triplet', 'X:1\nM:2/4\nL:1/8\nK:D\nd2f2|(3de‸'],
    ['after a broken rhythm sign', 'X:1\nM:2/4\nL:1/8\nK:D\nd2f2|d>‸'],
    ['within a chord', 'X:1\nM:2/4\nL:1/8\nK:D\nd2f2|[df‸'],
    ['within a repeat sign', 'X:1\nM:2/4\nL:1/8\nK:D\n|:d2f2|d4:‸'],
    ['behind a tie', 'X:1\nM:2/4\nL:1/8\nK:D\nd2f2|d2-‸'],
    ['in a first ending', 'X:1\nM:2/4\nL:1/8\nK:D\n|:d2f2|a2f2|1 e2‸'],
    ['where the meter changes', 'X:1\nM:2/4\nL:1/8\nK:D\nd2f2|[M:3/4]d2‸'],
    ['in no meter', 'X:1\nM:none\nL:1/8\nK:D\nd2f2 a2‸'],
    ['behind a wrong bar', 'X:1\nM:2/4\nL:1/8\nK:D\nd2|f2f2a2a2|d2‸'],
  ])('%s', async (_, marked) => {
    const request = at(marked, { candidates: 3 });
    const before = marked.includes('d2|f2f2a2a2|') ? ['f2f2a2a2'] : [];
    for (const candidate of await candidatesOf(request)) {
      const tune = inserted(request, candidate);
      expect(wrongBars(tune), tune).toEqual(before);
      expect(abcjs.parseOnly(tune)[0].warnings ?? [], tune).toEqual([]);
    }
  });

  test('the number of a second ending stays with its bar line, where the line is full too', async () => {
    const line = 'd2f2|d2f2|d2f2|d2f2|\n';
    const request = at(`X:1\nM:2/4\nL:1/8\nK:D\n|:${line}${line}d2f2|d2f2|d2f2|1 d4:|‸`);
    for (const text of await candidatesOf(request)) expect(text).toMatch(/^(?:2|\s*\|?\[?2)/);
  });

  test('comes in the user’s line ends', async () => {
    const texts = await candidatesOf(at(JIG.replaceAll('\n', '\r\n'), { length: { kind: 'bars', bars: 8 } }));
    expect(texts.join('')).not.toMatch(/[^\r]\n/);
  });
});

test('the fields at the head of a file hold for its tunes', async () => {
  const request = at('X:1\nK:D\nd2f|a2f|‸', { fileHeader: 'M:3/8\nL:1/8' });
  const [candidate = ''] = await candidatesOf(request);
  expect(wrongBars(`X:1\nM:3/8\nL:1/8\nK:D\nd2f|a2f|${candidate}`)).toEqual([]);
});

test('no bracket comes where the tune has none: no chord, no change of key', async () => {
  const request = at('X:1\nM:4/4\nL:1/8\nK:D\nd2fd a2fd|\n‸', { candidates: 8 });
  for (const candidate of await candidatesOf(request)) expect(candidate).not.toContain('[');
});

test('to the end: the tune is closed with a repeat or a double bar line', async () => {
  const request = at('X:1\nM:6/8\nL:1/8\nK:G\n|:D|GAB d2B|cBA G2‸', { length: { kind: 'end' } });
  const [text = ''] = await candidatesOf(request);
  expect(text).toMatch(/(?:\|\]|\|\||:\|)$/);
  const tune = inserted(request, text);
  expect(wrongBars(tune)).toEqual([]);
  expect(tune.split('|:').length).toBeLessThanOrEqual(tune.split(':|').length);
});

test('characters: as many as asked for', async () => {
  const [text = ''] = await candidatesOf(
    at(JIG, { length: { kind: 'characters', characters: 20 }, constrained: false }),
  );
  expect(text.length).toBeGreaterThan(0);
});

test('a field that goes on behind its bracket is written as one', async () => {
  const fields = [...Array(60).keys()].map((seed) =>
    candidatesOf(at('X:1\nM:2/4\nL:1/16\nK:D\nd4f4|d8||\n[‸', { seed, candidates: 1 })),
  );
  const texts = (await Promise.all(fields)).flat().filter((text) => /^[KM]:/.test(text));
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text).toMatch(/^(?:K:[A-G][#b]?[a-z]*|M:\d+\/\d+)\]/);
});

test('a chord that has been begun behind a roll is one to go on with', async () => {
  const request = at('X:1\nM:2/4\nL:1/8\nK:D\nd2f2|~[‸', { candidates: 4 });
  for (const text of await candidatesOf(request)) expect(text).toMatch(/^[_^=]*[A-Ga-g].*?\]/);
});

describe('a model that', () => {
  const open = (model: Model): Promise<Composer> =>
    createComposer(model, createReferenceEngine(), { clock: () => 0, pause: () => Promise.resolve() });

  test('has learnt another form of text is not used', async () => {
    const model = untrainedModel();
    const opening = open({ ...model, card: { ...model.card, preparation: { canonical: 2 } } });
    await expect(opening).rejects.toThrow(ComposerError);
    await expect(opening).rejects.toThrow('the model untrained has learnt another form of text');
  });

  test('computes no numbers is told to be damaged', async () => {
    const model = untrainedModel();
    model.weights.lstm.at(-1)?.bias.fill(1000);
    model.weights.denseKernel.fill(3e38);
    const damaged = await open(model);
    const asking = damaged.continueTune(at(JIG));
    await expect(asking).rejects.toThrow(ComposerError);
    await expect(asking).rejects.toThrow('the model untrained computes no numbers');
  });
});

describe('candidates', () => {
  test('differ, and are the likeliest per character first', async () => {
    const result = await composer.continueTune(at(JIG, { candidates: 6 }));
    if (result.kind !== 'continued') throw new Error(result.reason);
    const { candidates } = result;
    expect(new Set(candidates.map(({ text }) => text)).size).toBe(6);
    expect(candidates.every(({ logProbability }) => logProbability < 0)).toBe(true);
  });

  test('are the same for the same seed, and others for another', async () => {
    const once = await candidatesOf(at(JIG, { seed: 3 }));
    await candidatesOf(at('X:1\nM:4/4\nL:1/8\nK:C\nc2‸'));
    expect(await candidatesOf(at(JIG, { seed: 3 }))).toEqual(once);
    expect(await candidatesOf(at(JIG, { seed: 4 }))).not.toEqual(once);
  });

  test('go on with a phrase that comes again, unless asked not to', async () => {
    const request = at('X:1\nM:2/4\nL:1/8\nK:C\nA2B2|c2d2|e2f2|g2a2|A2B2|c2d2|‸');
    const echoes = async (more: Partial<ContinueRequest>): Promise<number> => {
      let count = 0;
      for (let seed = 0; seed < 16; seed++) {
        const [text = ''] = await candidatesOf({
          ...request,
          length: { kind: 'bars', bars: 1 },
          seed,
          ...more,
        });
        if (text.trim().startsWith('e2f2')) count++;
      }
      return count;
    };
    expect(await echoes({})).toBeGreaterThan(3);
    expect(await echoes({ echo: false })).toBe(0);
    expect(await echoes({ constrained: false })).toBe(0);
  });

  test('never say again what follows the cursor', async () => {
    const cold = { temperature: 0, length: { kind: 'bars', bars: 1 } } as const;
    const [first = ''] = await candidatesOf(at(JIG, cold));
    const [second = ''] = await candidatesOf(at(`${JIG}${first}`, cold));
    expect(second.replace(/\s/g, '')).not.toBe(first.replace(/\s/g, ''));
  });
});

describe('where there is nothing to continue', () => {
  test.each([
    ['a comment', 'X:1\nK:G\nGAB % so‸'],
    ['lyrics', 'X:1\nK:G\nGAB|\nw:la la‸'],
    ['between tunes', 'text‸'],
    ['an annotation', 'X:1\nK:G\nGAB "^slow‸'],
  ])('%s', async (_, marked) => {
    expect((await composer.continueTune(at(marked))).kind).toBe('nothing');
  });
});

test('a request can be cancelled before and while it is answered', async () => {
  const aborted = AbortSignal.abort(new Error('typed on'));
  await expect(composer.continueTune(at(JIG), aborted)).rejects.toThrow('typed on');
  const controller = new AbortController();
  const answer = composer.continueTune(at(JIG, { length: { kind: 'end' } }), controller.signal);
  queueMicrotask(() => controller.abort(new Error('typed on')));
  await expect(answer).rejects.toThrow('typed on');
  expect(await candidatesOf(at(JIG))).toHaveLength(1);
});

describe('whole new tunes', () => {
  const request = { meter: '6/8', key: 'G', seed: 1, temperature: 1, topP: 1, constrained: true, count: 2 };

  test('are complete records without a wrong bar', async () => {
    const { tunes } = await composer.compose({ ...request, rhythm: 'jig', unit: '1/16', title: 'New' });
    expect(tunes).toHaveLength(2);
    tunes.forEach((tune, nth) => {
      expect(tune).toMatch(new RegExp(`^X:${nth + 1}\nT:New\nR:jig\nM:6/8\nL:1/16\nK:G\n`));
      expect(wrongBars(tune)).toEqual([]);
      expect(tune.trimEnd()).toMatch(/(?:\|\]|\|\||:\|)$/);
      expect(abcjs.parseOnly(tune)[0].warnings ?? []).toEqual([]);
    });
  });

  test('a meter or key that is none is refused in one line', async () => {
    await expect(composer.compose({ ...request, meter: 'fast' })).rejects.toThrow(/fast is no meter/);
    await expect(composer.compose({ ...request, key: 'loud' })).rejects.toThrow(/loud is no key/);
  });
});
