import { readEvents } from '../../abc/bars/events.ts';
import { soundingPitches } from '../../abc/editing/sounding.ts';
import { fieldsOfText } from '../../abc/fields.ts';
import { letterOf, naturalSemitones, writtenPitch } from '../../abc/pitch.ts';
import { nameOfDuration } from '../../abc/reference/durations.ts';
import type { Token } from '../../abc/token.ts';
import { settingsOf } from '../../abc/voice.ts';
import type { Explanation, Passage } from './passage.ts';

const ACCIDENTALS: ReadonlyMap<number, string> = new Map([
  [-2, '𝄫'],
  [-1, '♭'],
  [0, ''],
  [1, '♯'],
  [2, '𝄪'],
]);

/** The pitch that a note sounds at, `F♯4` with C4 as middle C: its key and the accidentals before it count. */
function pitchOf({ text, tokens }: Passage, token: Token): string {
  const index = tokens.filter(({ kind }) => kind === 'note').indexOf(token);
  const { step } = writtenPitch(text, token.start);
  const semitones = (soundingPitches(text)[index] ?? 0) - naturalSemitones(step);
  const accidental = ACCIDENTALS.get(semitones) ?? (semitones > 0 ? ' raised' : ' lowered');
  return `${letterOf(step)}${accidental}${4 + Math.floor(step / 7)}`;
}

function inGrace({ tokens }: Passage, token: Token): boolean {
  const before = tokens.slice(0, tokens.indexOf(token));
  return (
    before.findLast(({ kind }) => kind.startsWith('grace') || kind === 'bar line')?.kind === 'grace open'
  );
}

/** What a note or rest sounds: its pitch, and its length with tuplets and broken rhythm counted in. */
export function explainSound(passage: Passage, token: Token): Explanation | null {
  const { start, end } = token;
  const isNote = token.kind === 'note';
  const pitch = isNote ? `${pitchOf(passage, token)} · ` : '';
  if (inGrace(passage, token)) return { start, end, title: `${pitch}grace note`, text: '' };
  const settings = settingsOf(fieldsOfText(passage.fileHeader));
  const sound = readEvents(passage.text, passage.tokens, settings).find(
    (event) => 'duration' in event && event.start <= start && start < event.end,
  );
  if (sound === undefined || !('duration' in sound)) return null;
  if (sound.kind === 'multimeasure rest') {
    const title = sound.bars === 1 ? 'A bar of rest' : `${sound.bars} bars of rest`;
    return { start, end, title, text: '' };
  }
  const length = nameOfDuration(sound.duration, isNote ? 'note' : 'rest');
  return { start, end, title: `${pitch}${length}`, text: '' };
}
