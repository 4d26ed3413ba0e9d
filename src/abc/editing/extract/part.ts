import { type Field, fieldAt } from '../../fields.ts';
import { scanTune } from '../../scan.ts';
import { isMusic, textOf, type Token } from '../../token.ts';
import { voiceId } from '../../voice.ts';
import { refused, type Rewritten } from '../lengths.ts';
import { type TokenLine, tokenLines } from '../token-lines.ts';

/** Fields whose last value holds on, each for its voice. */
const LASTING = 'MLK';

/** What is in force in each voice, by letter; '' is for all voices that say nothing of their own. */
class InForce {
  private readonly values = new Map<string, string>();
  voice = '';

  take({ letter, value }: Field): void {
    if (letter === 'V') this.voice = voiceId(value);
    else if (LASTING.includes(letter)) this.set(letter, value);
  }

  set(letter: string, value: string): void {
    this.values.set(`${this.voice} ${letter}`, value);
  }

  value(letter: string): string | undefined {
    return this.values.get(`${this.voice} ${letter}`) ?? this.values.get(` ${letter}`);
  }
}

/** A tune being cut down to one part. */
interface Cut {
  readonly text: string;
  readonly label: string;
  readonly lineBreak: string;
  /** What is in force in the tune at the place being read, and in what has been written. */
  readonly read: InForce;
  readonly written: InForce;
  header: string[];
  body: string;
  part: string;
  inBody: boolean;
  /** Whether music was read: directives before it hold for all parts. */
  music: boolean;
  /** Whether music was written: before that, the header can say what is in force. */
  sounds: boolean;
}

/** The label of a P: field of the body: `A` of `P:A`. */
const labelOf = (value: string): string => value.trim();

/** The parts that the body of a tune names, in the order they first stand there. */
export function partsOf(tuneText: string): string[] {
  const tokens = scanTune(tuneText);
  const labels = new Set<string>();
  let inBody = false;
  tokens.forEach((token, index) => {
    const field = fieldAt(tuneText, tokens, index);
    if (field?.letter === 'P' && inBody) labels.add(labelOf(field.value));
    inBody ||= isMusic(token.kind) || field?.letter === 'K';
  });
  labels.delete('');
  return [...labels];
}

/** The header with another value for a field, which goes before K: where there is none. */
function patched(header: readonly string[], letter: string, value: string, lineBreak: string): string[] {
  const line = `${letter}:${value}${lineBreak}`;
  const at = header.findLastIndex((text) => text.startsWith(`${letter}:`));
  if (at >= 0) return header.map((text, index) => (index === at ? line : text));
  const key = header.findLastIndex((text) => text.startsWith('K:'));
  return header.toSpliced(key < 0 ? header.length : key, 0, line);
}

/** Writes what changed while other parts were left out: voice, meter, unit note length and key. */
function catchUp(cut: Cut, write: (letter: string, value: string) => void): void {
  const { read, written, lineBreak } = cut;
  if (written.voice !== read.voice) {
    write('V', read.voice);
    written.voice = read.voice;
  }
  for (const letter of LASTING) {
    const value = read.value(letter);
    if (value === undefined || value === written.value(letter)) continue;
    written.set(letter, value);
    if (!cut.sounds && written.voice === '') cut.header = patched(cut.header, letter, value, lineBreak);
    else write(letter, value);
  }
  cut.sounds = true;
}

function headerLine(cut: Cut, { tokens, lineBreak }: TokenLine, field: Field | null): void {
  const text = tokens.map((token) => textOf(cut.text, token)).join('');
  if (field && field.letter !== 'V') {
    cut.read.take(field);
    cut.written.take(field);
  }
  if (field?.letter !== 'P') cut.header.push(text + lineBreak);
}

/** What of a line of the body belongs to the part. */
function ownPieces(cut: Cut, tokens: readonly Token[]): string[] {
  const own: string[] = [];
  tokens.forEach((token, index) => {
    const field = fieldAt(cut.text, tokens, index);
    if (field?.letter === 'P') cut.part = labelOf(field.value);
    const kept = cut.part === cut.label || (cut.part === '' && !cut.music && !isMusic(token.kind));
    const sounds = isMusic(token.kind) && token.kind !== 'comment' && !field;
    cut.music ||= sounds;
    if (field) cut.read.take(field);
    if (!kept) return;
    if (field) cut.written.take(field);
    if (sounds) {
      catchUp(cut, (letter, value) => {
        if (own.length > 0) own.push(`[${letter}:${value}]`);
        else cut.body += `${letter}:${value}${cut.lineBreak}`;
      });
    }
    own.push(textOf(cut.text, token));
  });
  return own;
}

/** Writes what of a line of the body belongs to the part; words below the tune (W:) belong to all parts. */
function bodyLine(cut: Cut, { tokens, lineBreak }: TokenLine): void {
  const pieces = ownPieces(cut, tokens);
  const words = fieldAt(cut.text, tokens, 0)?.letter === 'W';
  const own = words ? tokens.map((token) => textOf(cut.text, token)) : pieces;
  const text = own.length < tokens.length ? own.join('').trim() : own.join('');
  if (text !== '') cut.body += text + lineBreak;
}

/**
 * One part of a tune as a tune of its own: the header without the order of parts, and all that stands behind P:
 * and its label, in every voice. Meter, unit note length and key are those in force there.
 */
export function extractPart(tuneText: string, label: string): Rewritten {
  if (!partsOf(tuneText).includes(label)) return refused(`The tune has no part P:${label}.`);
  const tokens = scanTune(tuneText);
  const lines = tokenLines(tuneText, tokens);
  const cut: Cut = {
    text: tuneText,
    label,
    lineBreak: lines.find(({ lineBreak }) => lineBreak !== '')?.lineBreak ?? '\n',
    read: new InForce(),
    written: new InForce(),
    header: [],
    body: '',
    part: '',
    inBody: false,
    music: false,
    sounds: false,
  };
  for (const line of lines) {
    const field = line.tokens[0]?.kind === 'field letter' ? fieldAt(tuneText, line.tokens, 0) : null;
    cut.inBody ||= line.tokens.some(({ kind }) => isMusic(kind));
    if (cut.inBody) bodyLine(cut, line);
    else headerLine(cut, line, field);
    cut.inBody ||= field?.letter === 'K';
  }
  return { kind: 'rewritten', text: cut.header.join('') + cut.body };
}
