import { expect, test } from 'vitest';
import { melodyOf } from '../../../src/abc/editing/melody.ts';
import { formatFraction } from '../../../src/abc/fraction.ts';
import { scanTune } from '../../../src/abc/scan.ts';

/** Each bar as `key at:duration pitches …`. */
const read = (text: string): string[][] =>
  melodyOf(text, scanTune(text)).map((bars) =>
    bars.map(({ key, notes }) =>
      [
        key.text,
        ...notes.map(
          ({ at, duration, pitches }) =>
            `${formatFraction(at)}:${formatFraction(duration)} ${pitches.join('+') || 'rest'}`,
        ),
      ].join(', '),
    ),
  );

test('notes have their place in the bar; a pickup stands at its end', () => {
  expect(read('M:3/4\nL:1/4\nK:D\nA|dz[Fc]|f^de|z3|')).toEqual([
    ['D, 1/2:1/4 9', 'D, 0:1/4 14, 1/4:1/4 rest, 1/2:1/4 6+13', 'D, 0:1/4 18, 1/4:1/4 15, 1/2:1/4 16'],
  ]);
});

test('halves of a parted bar make one', () => {
  expect(read('M:4/4\nL:1/4\nK:C\nCDEF|GA:|\n|:Bc|C4|')).toEqual([
    [
      'C, 0:1/4 0, 1/4:1/4 2, 1/2:1/4 4, 3/4:1/4 5',
      'C, 0:1/4 7, 1/4:1/4 9',
      'C, 1/2:1/4 11, 3/4:1/4 12',
      'C, 0:1 0',
    ],
  ]);
});

test('tuplets, broken rhythm, grace notes and overlays', () => {
  expect(read('M:2/4\nL:1/8\nK:C\n(3CDE {g}F>G & c4|')).toEqual([
    ['C, 0:1/12 0, 1/12:1/12 2, 1/6:1/12 4, 1/4:3/16 5, 7/16:1/16 7'],
  ]);
});

test('voices and keys apart', () => {
  expect(read('M:1/4\nL:1/4\nK:G\nV:1\nf|[K:C]f|\nV:2\nF|F|')).toEqual([
    ['G, 0:1/4 18', 'C, 0:1/4 17'],
    ['G, 0:1/4 6', 'G, 0:1/4 6'],
  ]);
});
