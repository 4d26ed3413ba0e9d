import fc from 'fast-check';
import { formatFraction, fraction, multiply, ONE } from '../../../src/abc/fraction.ts';
import { parseLength, parseUnitNoteLength } from '../../../src/abc/length.ts';
import { scanTune } from '../../../src/abc/scan.ts';

/** What sounds in a tune: each note or rest with its length in whole notes, and what changes lengths or pitches. */
export function soundsOf(tune: string): string[] {
  let unitLength = fraction(1, 8);
  let scale = ONE;
  const tokens = scanTune(tune);
  return tokens.flatMap(({ kind, start, end }, i) => {
    const text = tune.slice(start, end);
    const isValue = kind === 'field value' && tune.startsWith('L:', start - 2);
    const unitField = isValue ? text : /^\[L:(.*)\]$/.exec(text)?.[1];
    if (unitField !== undefined) unitLength = parseUnitNoteLength(unitField) ?? unitLength;
    if (kind === 'chord open') {
      const close = tokens.slice(i).find((token) => token.kind === 'chord close');
      scale = close ? (parseLength(tune.slice(close.start + 1, close.end)) ?? ONE) : ONE;
    }
    if (kind === 'chord close') scale = ONE;
    if (kind === 'note' || kind === 'rest') {
      const [, name = '', length = ''] = /^([^\d/]*)(.*)$/.exec(text) ?? [];
      const whole = multiply(multiply(parseLength(length) ?? ONE, scale), unitLength);
      return [`${name} ${formatFraction(whole)}`];
    }
    return ['tuplet', 'broken rhythm', 'tie', 'slur open', 'slur close', 'shorthand'].includes(kind)
      ? [text]
      : [];
  });
}

const length = fc.constantFrom('', '2', '3', '/', '3/2', '/4', '4');
const note = fc
  .tuple(fc.constantFrom('A', 'B,', "c'", '^f', '=G', 'z', '.e', '~d'), length)
  .map((parts) => parts.join(''));
const chord = fc
  .tuple(fc.constantFrom('[CEG]', '[C2E2]', '[CE/]', '[A,^c]'), length)
  .map((parts) => parts.join(''));
const group = fc.constantFrom('(3abc', '(3:2:2a2b', 'A>B', 'c<<d', '(ef)', 'g-g', '(5ABcde', '(AB) c');
const layout = fc.constantFrom(
  ' ',
  '  ',
  '|',
  ' | ',
  '|\n',
  ':|\n|:',
  '||\n',
  '|1 A:|2 ',
  '"G"',
  '"^up"',
  '!f!',
  '\\\n',
  '%x\n',
);

/** Well-formed music, piece by piece. */
export const music = fc.array(fc.oneof(note, note, chord, group, layout), { maxLength: 40 });

/** Values of L:. */
export const unit = fc.constantFrom('1/8', '1/16', '1/4', '1/2', '3/8');
