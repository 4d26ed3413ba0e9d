import { writtenLength } from '../bars/events.ts';
import type { TokenKind } from '../token.ts';
import { deleting, type Diagnostic, error, replacing, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

const TIMED = new Set(['note', 'rest', 'chord close']);

function noLength({ text, tokens }: TuneReading): Diagnostic[] {
  return tokens
    .filter(({ kind, start }) => TIMED.has(kind) && writtenLength(text, start) === null)
    .map((token) => {
      const bare = text.slice(token.start, token.end).replace(/[\d/]+$/, '');
      const fix = replacing('Take the length off', token, bare);
      return error('length-bad', token, 'This length is none: write a number, a fraction or nothing.', fix);
    });
}

function stray({ text, tokens }: TuneReading): Diagnostic[] {
  return tokens
    .filter(({ kind }) => kind === 'unknown')
    .map((token) => {
      const character = text.slice(token.start, token.end);
      const accidental = '^_='.includes(character);
      const message = accidental
        ? `The accidental ${character} has no note after it.`
        : `“${character}” has no meaning in music.`;
      return warning('unexpected', token, message, deleting(text, token));
    });
}

/** What may stand between a note and the broken rhythm behind it, out of place or not: `A "4">B`, `A(<B)`. */
const BEFORE_RHYTHM: ReadonlySet<TokenKind> = new Set([
  'beam space',
  'line break',
  'backquote',
  'annotation',
  'chord symbol',
  'decoration',
  'shorthand',
  'slur open',
]);

function brokenRhythm({ text, tokens }: TuneReading): Diagnostic[] {
  const music = tokens.filter(({ kind }) => !BEFORE_RHYTHM.has(kind));
  return music.flatMap((token, index) => {
    if (token.kind !== 'broken rhythm') return [];
    const before = music[index - 1]?.kind;
    const sounds = before === 'note' || before === 'rest' || before === 'chord close';
    if (sounds || before === 'slur close' || before === 'tie' || before === 'grace close') return [];
    return warning(
      'broken-rhythm-alone',
      token,
      'Broken rhythm stands between two notes; none comes before this one.',
      deleting(text, token),
    );
  });
}

/** Notes of no length, broken rhythm beside no note, and characters that mean nothing. */
export function noteDiagnostics(reading: TuneReading): Diagnostic[] {
  return [...noLength(reading), ...brokenRhythm(reading), ...stray(reading)];
}
