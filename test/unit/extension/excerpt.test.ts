import { describe, expect, test } from 'vitest';
import { excerptAt, type Lines } from '../../../src/extension/excerpt.ts';

/** The excerpt at the `^` of a text. */
function at(text: string) {
  const [before = ''] = text.split('^');
  const lines = text.replace('^', '').split('\n');
  const line = before.split('\n').length - 1;
  const document: Lines = { lineCount: lines.length, lineAt: (index) => lines[index] ?? '' };
  return excerptAt(document, line, before.length - before.lastIndexOf('\n') - 1);
}

describe('the tune around the cursor', () => {
  test('goes from blank line to blank line', () => {
    expect(at('X:1\nK:C\nCDEF|\n\nX:2\nK:G\nGA^Bc|\ndedB|\n\nX:3\nK:D')).toEqual({
      before: 'X:2\nK:G\nGA',
      after: 'Bc|\ndedB|',
      firstLine: 4,
      fileHeader: '',
    });
  });

  test('ends at the next X: where blank lines are missing', () => {
    expect(at('X:1\nK:C\nCDEF|\nX:2\nK:G\nGABc|^\nX:3\nK:D')).toEqual({
      before: 'X:2\nK:G\nGABc|',
      after: '',
      firstLine: 3,
      fileHeader: '',
    });
  });

  test('goes on after Enter: the line of the cursor may be blank', () => {
    expect(at('X:1\nK:C\nCDEF|\n^')).toEqual({
      before: 'X:1\nK:C\nCDEF|\n',
      after: '',
      firstLine: 0,
      fileHeader: '',
    });
    expect(at('X:1\nK:C\nCDEF|\n^\n\nX:2')).toMatchObject({ before: 'X:1\nK:C\nCDEF|\n' });
  });

  test('is over after a blank line', () => {
    expect(at('X:1\nK:C\nCDEF|\n\n^')).toEqual({ before: '', after: '', firstLine: 4, fileHeader: '' });
  });

  test('comes with the fields at the head of the file, which hold for every tune', () => {
    expect(at('%abc-2.1\nM:6/8\nL:1/4\n\nX:1\nK:C\nCDE|^')).toMatchObject({
      before: 'X:1\nK:C\nCDE|',
      fileHeader: '%abc-2.1\nM:6/8\nL:1/4',
    });
    expect(at('Tunes I like\n\nX:1\nK:C\nCDE|^')).toMatchObject({ fileHeader: '' });
  });

  test('in an empty document is empty', () => {
    expect(at('^')).toEqual({ before: '', after: '', firstLine: 0, fileHeader: '' });
  });

  test('does not read a whole text that has no blank lines', () => {
    let read = 0;
    const lines: Lines = {
      lineCount: 1_000_000,
      lineAt: () => {
        read++;
        return 'abcd|';
      },
    };
    excerptAt(lines, 500_000, 0);
    expect(read).toBeLessThan(10_000);
  });
});
