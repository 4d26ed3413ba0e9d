import { readFileSync, readdirSync } from 'node:fs';
import abcjs from 'abcjs';
import { describe, expect, test } from 'vitest';
import { isWrong, readBars } from '../../../src/abc/bars.ts';
import { readBook, tunesOf } from '../../../src/abc/book.ts';
import { ROOT } from './tokenise.ts';

const FOLDER = new URL('examples/', ROOT);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.abc'));

describe.each(FILES)('%s', (name) => {
  const text = readFileSync(new URL(name, FOLDER), 'utf8');
  const tunes = tunesOf(readBook(text)).map(({ start, end }) => text.slice(start, end));

  test('has a tune for every X:, numbered from 1', () => {
    const numbers = tunes.map((tune) => /^X:(\d+)/.exec(tune)?.[1]);
    expect(numbers).toEqual(tunes.map((_, index) => String(index + 1)));
    expect(numbers).not.toEqual([]);
  });

  test('is read without a warning', () => {
    for (const tune of abcjs.parseOnly(text)) expect(tune.warnings ?? []).toEqual([]);
  });

  test('has bars that fill their meters', () => {
    const bars = tunes.flatMap((tune) =>
      readBars(tune).map((bar) => ({ ...bar, text: tune.slice(bar.start, bar.end) })),
    );
    expect(bars.length).toBeGreaterThan(0);
    expect(bars.filter(isWrong)).toEqual([]);
  });
});
