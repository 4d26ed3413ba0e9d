import type { Bar } from '../../bars.ts';
import type { Sound } from '../../bars/event.ts';
import type { TextRange } from '../../book.ts';
import { readEvents } from '../../bars/events.ts';
import { fieldsOfText } from '../../fields.ts';
import { divide, equals, type Fraction, ONE } from '../../fraction.ts';
import { parseLength } from '../../length.ts';
import { writtenPitch } from '../../pitch.ts';
import type { Token } from '../../token.ts';
import { settingsOf } from '../../voice.ts';
import { lengthRange } from '../lengths.ts';
import { placeBefore } from '../place-before.ts';

/** A note, chord or rest of a bar as it is written. */
export interface BarSound {
  readonly kind: Sound['kind'];
  /** Of the sound and all that clings to its front and back: grace notes, ornaments, a tie. */
  readonly from: number;
  readonly to: number;
  /** Where its own text ends, and where its length stands. */
  readonly end: number;
  readonly lengthStart: number;
  /** In unit note lengths. */
  readonly length: Fraction;
  /** In whole notes. */
  readonly duration: Fraction;
  /** Its length is what is written: no tuplet and no broken rhythm changes it. */
  readonly plain: boolean;
  /** Step of the staff of its first note; null for a rest. */
  readonly step: number | null;
}

const CLINGS_BEHIND: ReadonlySet<Token['kind']> = new Set(['tie', 'slur close']);

/** Where the length of a sound is written: behind a chord's bracket, else behind its note. */
function lengthOf(text: string, sound: Sound): TextRange | null {
  if (sound.kind === 'multimeasure rest') return null;
  if (sound.kind === 'chord') {
    const close = text.lastIndexOf(']', sound.end - 1);
    return close < sound.start ? null : { start: close + 1, end: sound.end };
  }
  return lengthRange(text, sound.start);
}

function readSound(text: string, tokens: readonly Token[], sound: Sound): BarSound | null {
  const range = lengthOf(text, sound);
  const length = range && parseLength(text.slice(range.start, range.end));
  const index = tokens.findIndex(({ start }) => start === sound.start);
  if (!range || !length || index < 0) return null;
  let last = tokens.findIndex(({ end }) => end === sound.end);
  while (CLINGS_BEHIND.has(tokens[last + 1]?.kind ?? 'note')) last++;
  const [note] = tokens.slice(index).filter(({ kind }) => kind === 'note');
  const factor = divide(divide(sound.duration, sound.unitNoteLength), length);
  return {
    kind: sound.kind,
    from: placeBefore(tokens, index),
    to: tokens[last]?.end ?? sound.end,
    end: sound.end,
    lengthStart: range.start,
    length,
    duration: sound.duration,
    // A chord's inner lengths count too, so that its own is not the whole of it.
    plain: equals(factor, ONE),
    step: sound.kind === 'rest' || !note ? null : writtenPitch(text, note.start).step,
  };
}

/** The sounds of a bar; none where one of them cannot be told, or where the bar has several layers. */
export function soundsOfBar(
  text: string,
  tokens: readonly Token[],
  bar: Bar,
  fileHeader: string,
): BarSound[] {
  const within = ({ start, end }: { start: number; end: number }): boolean =>
    start >= bar.start && end <= bar.end;
  if (tokens.some((token) => token.kind === 'overlay' && within(token))) return [];
  const events = readEvents(text, tokens, settingsOf(fieldsOfText(fileHeader)));
  const sounds = events.filter(
    (event): event is Sound => 'duration' in event && event.voice === bar.voice && within(event),
  );
  const read = sounds.map((sound) => readSound(text, tokens, sound));
  return read.every((sound) => sound !== null) ? read : [];
}
