import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMusicReader } from '../../../src/composer/music.ts';
import { REEL, TUNES } from '../training/tunes.ts';

test('how music reads does not depend on what was read before', () => {
  const anywhere = fc.record({
    tune: fc.constantFrom(...TUNES),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    typed: fc.constantFrom('', 'A', '|', ':|', '\n', '[M:3/4]', '|1', '(', '"Am"'),
  });
  fc.assert(
    fc.property(fc.array(anywhere, { minLength: 2, maxLength: 12 }), (texts) => {
      const read = createMusicReader();
      for (const { tune, share, typed } of texts) {
        const at = Math.floor(share * tune.length);
        const text = tune.slice(0, at) + typed + tune.slice(at);
        expect(read(text)).toEqual(createMusicReader()(text));
      }
    }),
  );
});

test('the same lines under another header are read anew', () => {
  const read = createMusicReader();
  expect(read(REEL).reading.meter).not.toBe(read(REEL.replace('M:4/4', 'M:6/8')).reading.meter);
});
