import { fieldAt } from '../../fields.ts';
import { scanTune } from '../../scan.ts';
import { isMusic, isSound, textOf, type Token } from '../../token.ts';
import { printedName, voiceId } from '../../voice.ts';
import { refused, type Rewritten } from '../lengths.ts';
import { type TokenLine, tokenLines } from '../token-lines.ts';

/** A voice that has music. */
export interface TuneVoice {
  /** Empty for music that stands before any V:. */
  readonly id: string;
  /** What V: calls it. */
  readonly name: string;
}

/** One line of a tune with what bears on voices. */
interface VoiceLine extends TokenLine {
  readonly inBody: boolean;
  /** Letter of the field on it; empty where there is none. */
  readonly letter: string;
  readonly value: string;
  /** The voice in force where the line starts, and where it ends. */
  readonly before: string;
  readonly after: string;
}

/** The V: field that a token is or begins; null for all else. */
function voiceField(
  text: string,
  tokens: readonly Token[],
  index: number,
): { id: string; rest: string } | null {
  const field = fieldAt(text, tokens, index);
  if (field?.letter !== 'V') return null;
  const id = voiceId(field.value);
  return { id, rest: field.value.slice(id.length).trim() };
}

function readLines(text: string): VoiceLine[] {
  let inBody = false;
  let voice = '';
  let music = false;
  return tokenLines(text, scanTune(text)).map(({ tokens, lineBreak }) => {
    const field = tokens[0]?.kind === 'field letter' ? fieldAt(text, tokens, 0) : null;
    music ||= tokens.some(({ kind }) => isMusic(kind));
    const body = inBody || music;
    const before = voice;
    if (body) tokens.forEach((_, index) => (voice = voiceField(text, tokens, index)?.id ?? voice));
    inBody ||= field?.letter === 'K';
    const letter = field?.letter ?? '';
    return { tokens, lineBreak, inBody: body, letter, value: field?.value ?? '', before, after: voice };
  });
}

/** The tokens of a line of music by the voice that they stand in, the V: fields themselves left out. */
function tokensOf(text: string, { tokens, before }: VoiceLine, id: string): Token[] {
  let voice = before;
  return tokens.filter((token, index) => {
    const change = voiceField(text, tokens, index);
    voice = change?.id ?? voice;
    return change === null && voice === id;
  });
}

/** The voices of a tune that have music, in the order V: first names them. */
export function voicesWithMusic(tuneText: string): TuneVoice[] {
  const names = new Map<string, string>([['', '']]);
  const sounding = new Set<string>();
  for (const { tokens, before, inBody, letter } of readLines(tuneText)) {
    let voice = before;
    tokens.forEach((token, index) => {
      const change = voiceField(tuneText, tokens, index);
      if (change) names.set(change.id, printedName(change.rest) || (names.get(change.id) ?? ''));
      if (inBody) voice = change?.id ?? voice;
      if (inBody && letter === '' && isSound(token.kind)) sounding.add(voice);
    });
  }
  return [...names].filter(([id]) => sounding.has(id)).map(([id, name]) => ({ id, name }));
}

const SCORE = /^(?:%%|I:\s*)(?:score|staves)\b/;
/** Fields that say what the whole tune does where they stand, whichever voice is being written. */
const SHARED = /^[PTQ]$/;

/** Whether the line at `index` of the body, which has no music, belongs to a voice, or to all. */
function isOwn(lines: readonly VoiceLine[], index: number, id: string): boolean {
  const line = lines[index];
  if (!line || line.letter === 'W' || line.before === '' || line.before === id) return true;
  let next = index;
  while (SHARED.test(lines[next]?.letter ?? '')) next++;
  const following = lines[next];
  return next > index && following !== undefined && (following.letter === 'V' || startsVoice(following));
}

const startsVoice = ({ before, after }: VoiceLine): boolean => before !== after;

/** Whether V: says more of a voice than its id, so that it has to stay. */
function hasProperties(text: string, lines: readonly VoiceLine[], id: string): boolean {
  return lines.some(({ tokens }) =>
    tokens.some((_, index) => {
      const field = voiceField(text, tokens, index);
      return field?.id === id && field.rest !== '';
    }),
  );
}

/** Writes the lines that belong to one voice. */
function linesOfVoice(text: string, lines: readonly VoiceLine[], id: string): string {
  const marks = hasProperties(text, lines, id);
  let marked = false;
  let kept = true;
  let result = '';
  const mark = (rest: string, lineBreak: string): void => {
    if (!marks || (marked && rest === '')) return;
    marked = true;
    result += `V:${id}${rest === '' ? '' : ` ${rest}`}${lineBreak || '\n'}`;
  };
  lines.forEach((line, index) => {
    const { tokens, lineBreak, letter } = line;
    const whole = tokens.map((token) => textOf(text, token)).join('');
    const change = letter === 'V' ? voiceField(text, tokens, 0) : null;
    if (SCORE.test(whole)) return;
    if (change && line.inBody) {
      if (change.id === id) mark(change.rest, lineBreak);
    } else if (!line.inBody) {
      if (!change || (marks && change.id === id)) result += whole + lineBreak;
    } else if (letter !== '' || !tokens.some(({ kind }) => isMusic(kind))) {
      kept = letter === '+' ? kept : isOwn(lines, index, id);
      if (kept) result += whole + lineBreak;
    } else {
      const own = tokensOf(text, line, id);
      if (line.after === id && line.before !== id) mark('', lineBreak);
      if (own.some(({ kind }) => kind !== 'beam space' && kind !== 'comment'))
        result +=
          own
            .map((token) => textOf(text, token))
            .join('')
            .trim() + lineBreak;
    }
  });
  return result;
}

/** Whether a line of music with lyrics below it holds several voices: which syllable is whose, nobody can say. */
function sharesLyrics(text: string, lines: readonly VoiceLine[]): boolean {
  return lines.some((line, index) => {
    const voices = new Set([line.before, line.after]);
    const holds = [...voices].filter((id) => tokensOf(text, line, id).some(({ kind }) => isSound(kind)));
    return line.letter === '' && holds.length > 1 && lines[index + 1]?.letter === 'w';
  });
}

/**
 * One voice of a tune as a tune of its own: the header without the other voices and without %%score, its music,
 * lyrics and fields, and what holds for all.
 */
export function extractVoice(tuneText: string, id: string): Rewritten {
  const lines = readLines(tuneText);
  if (!voicesWithMusic(tuneText).some((voice) => voice.id === id))
    return refused(
      id === '' ? 'All music of this tune is in voices.' : `Voice ${id} has no music in this tune.`,
    );
  if (sharesLyrics(tuneText, lines))
    return refused('A line with lyrics holds several voices; give each voice lines of its own first.');
  return { kind: 'rewritten', text: linesOfVoice(tuneText, lines, id) };
}
