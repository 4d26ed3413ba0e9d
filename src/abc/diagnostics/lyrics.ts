import type { TextRange } from '../book.ts';
import { lyricParts } from '../lyrics.ts';
import type { Token } from '../token.ts';
import { type Diagnostic, inserting, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** How many notes each bar of a line of music has for syllables; rests and grace notes have none. */
function notesByBar(tokens: readonly Token[]): number[] {
  const bars = [0];
  let enclosed = false;
  for (const { kind } of tokens) {
    const last = bars.length - 1;
    if (kind === 'grace open' || kind === 'chord open') enclosed = true;
    const counts = (kind === 'note' && !enclosed) || (kind === 'chord close' && enclosed);
    if (kind === 'grace close' || kind === 'chord close') enclosed = false;
    if (counts) bars[last] = (bars[last] ?? 0) + 1;
    // An empty bar before the first note is only the bar line that the line starts with.
    if (kind === 'bar line' && !(last === 0 && bars[0] === 0)) bars.push(0);
  }
  return bars;
}

/** The part of a w: line from the first syllable that has no note left; null where all have one. */
function outrunning(text: string, lyrics: Token, bars: readonly number[]): TextRange | null {
  let bar = 0;
  let used = 0;
  for (const part of lyricParts(text.slice(lyrics.start, lyrics.end), lyrics.start)) {
    if (part.kind === 'bar') {
      if (used > 0 || bar > 0) bar++;
      used = 0;
      continue;
    }
    while (bar < bars.length && used >= (bars[bar] ?? 0)) {
      bar++;
      used = 0;
    }
    if (bar >= bars.length) return { start: part.start, end: lyrics.end };
    used++;
  }
  return null;
}

/** The words are kept, so that they can be put under other notes. */
function tooMany(text: string, range: TextRange): Diagnostic {
  const mark = /\s/.test(text.charAt(range.start - 1)) ? '% ' : ' % ';
  const fix = inserting('Make the rest a comment', range.start, mark);
  return warning('lyrics-outrun', range, 'There are more syllables here than notes above them.', fix);
}

/** Lyrics that go on after the last note of the music above them. */
export function lyricDiagnostics({ text, tokens }: TuneReading): Diagnostic[] {
  const found: Diagnostic[] = [];
  let line: Token[] = [];
  let music: Token[] = [];
  let verses = 0;
  for (const token of tokens) {
    if (token.kind === 'lyrics') {
      verses++;
      const range = outrunning(text, token, notesByBar(music));
      if (range) found.push(tooMany(text, range));
    }
    if (token.kind !== 'line break') line.push(token);
    else {
      const hasNotes = line.some(({ kind }) => kind === 'note');
      if (hasNotes && verses > 0) {
        music = [];
        verses = 0;
      }
      if (hasNotes) for (const part of line) music.push(part);
      line = [];
    }
  }
  return found;
}
