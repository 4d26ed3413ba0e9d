import { expect, test } from 'vitest';
import { indexMelodies, longestSharedRun } from '../../../src/training/novelty.ts';
import { transpositionsOf } from '../../../src/training/augment.ts';
import { AIR, JIG, POLKA, REEL } from './tunes.ts';

const index = indexMelodies([
  { title: 'Jig', text: JIG },
  { title: 'Reel', text: REEL },
  { title: 'Air', text: AIR },
]);

test('a tune is found whole in every key', () => {
  const whole = longestSharedRun(index, REEL);
  expect(whole).toEqual({ notes: 56, bars: 8, title: 'Reel' });
  for (const moved of transpositionsOf(REEL)) expect(longestSharedRun(index, moved)).toEqual(whole);
});

test('only what is the same is counted', () => {
  const changed = REEL.replace('gfed cdec', 'gfed cdea');
  expect(longestSharedRun(index, changed)).toMatchObject({ title: 'Reel', bars: 5 });
  expect(longestSharedRun(index, POLKA).notes).toBeLessThan(8);
});

test('a run does not go from one tune into the next', () => {
  const two = indexMelodies([
    { title: 'a', text: 'K:C\nCDE|\n' },
    { title: 'b', text: 'K:C\nFGA|\n' },
  ]);
  expect(longestSharedRun(two, 'K:C\nCDEFGA|\n')).toEqual({ notes: 3, bars: 0, title: 'a' });
});

test('a tune without notes shares none', () => {
  expect(longestSharedRun(index, 'K:C\nz4|\n')).toEqual({ notes: 0, bars: 0, title: null });
});
