import { startsWithin, type TextEdit, type TextRange } from '../../book.ts';
import { scanTune } from '../../scan.ts';
import type { Token } from '../../token.ts';
import { applyEdits } from '../apply.ts';
import { chordNamesIn } from '../chord-name.ts';
import { refused, type Rewritten } from '../lengths.ts';
import { type MelodyBar, melodyOf } from '../melody.ts';
import { placeBefore } from '../place-before.ts';
import { isChordSymbol } from '../remove-chord-symbols.ts';
import { chooseChords } from './choose.ts';
import { type Span, spansOf } from './spans.ts';

/** A chord symbol that stands in the tune. */
interface Written {
  readonly start: number;
  /** Root and third: `F#m`. */
  readonly name: string;
}

/** Major and minor triads are what is chosen from; sevenths and basses are theirs. */
const triad = (root: string, quality: string): string =>
  root + (/^(?:m(?!aj)|min|mi)/.test(quality) ? 'm' : '');

function writtenIn(text: string, tokens: readonly Token[]): Written[] {
  return tokens
    .filter((token) => isChordSymbol(text, token))
    .map(({ start, end }) => {
      const [first] = chordNamesIn(text.slice(start + 1, end - 1));
      return { start, name: first ? triad(first.root, first.quality) : '' };
    });
}

/** The chord symbols of each span: those between the end of the one before and its own end. */
function writtenBySpan(spans: readonly Span[], written: readonly Written[]): Map<Span, Written[]> {
  const bySpan = new Map<Span, Written[]>();
  let next = 0;
  spans.forEach((span, index) => {
    const following = spans[index + 1];
    const own: Written[] = [];
    const end = following?.bar === span.bar ? following.start : span.bar.end;
    for (let symbol = written[next]; symbol && symbol.start < end; symbol = written[++next]) own.push(symbol);
    bySpan.set(span, own);
  });
  return bySpan;
}

/** The voice that chord symbols stand in, or go into: the one that has some, else the first. */
function harmonyVoice(voices: readonly MelodyBar[][], written: readonly Written[]): readonly MelodyBar[] {
  const at = written[0]?.start ?? 0;
  // The bar that the first symbol stands in, or in front of.
  const bars = voices.flatMap((voice) => voice.find(({ end }) => end > at) ?? []);
  const [first] = bars.sort((a, b) => a.start - b.start);
  return voices.find((voice) => voice[0]?.voice === first?.voice) ?? voices[0] ?? [];
}

/** Whether a line of music starts between two places. */
const newLine = (text: string, from: number, to: number): boolean => /[\r\n]/.test(text.slice(from, to));

/** The edits for spans whose bars have no chord symbol: where the chord changes, a part opens or a line starts. */
function symbolEdits(
  text: string,
  tokens: readonly Token[],
  spans: readonly Span[],
  bySpan: ReadonlyMap<Span, readonly Written[]>,
  range: TextRange,
): TextEdit[] {
  const indices = new Map(tokens.map(({ start }, index) => [start, index]));
  const chosen = chooseChords(spans, (span) => bySpan.get(span)?.at(-1)?.name ?? null);
  const held = new Set(spans.filter((span) => bySpan.get(span)?.length).map(({ bar }) => bar));
  let inForce: string | null = null;
  let last = 0;
  return spans.flatMap((span, index) => {
    const name = chosen[index]?.name ?? null;
    const written = bySpan.get(span)?.at(-1)?.name;
    const afresh = span.opens || (span.first && newLine(text, last, span.start));
    const wanted = name !== null && (afresh || name !== inForce) && !held.has(span.bar);
    last = span.start;
    inForce = written ?? (wanted || name === null ? name : inForce);
    if (!wanted || !startsWithin(span, range)) return [];
    const at = placeBefore(tokens, indices.get(span.start) ?? 0);
    return [{ start: at, end: at, text: `"${name}"` }];
  });
}

/**
 * Writes chord symbols over a melody: at most two to a bar, from the triads of its key. Chord symbols that stand
 * there stay, and their bars with them. `removeChordSymbols` takes them out again.
 */
export function addChordSymbols(
  tuneText: string,
  fileHeader = '',
  range: TextRange = { start: 0, end: tuneText.length },
): Rewritten {
  const tokens = scanTune(tuneText);
  const written = writtenIn(tuneText, tokens);
  const bars = harmonyVoice(melodyOf(tuneText, tokens, fileHeader), written);
  const spans = spansOf(bars);
  if (spans.length === 0) return refused('The tune has no bars of a meter to put chords on.');
  const edits = symbolEdits(tuneText, tokens, spans, writtenBySpan(spans, written), range);
  if (edits.length > 0) return { kind: 'rewritten', text: applyEdits(tuneText, edits) };
  return refused(
    spans.every(({ bar }) => bar.key.kind === 'none')
      ? 'K:none names no key to choose chords from; give it one first.'
      : 'Every bar has its chord already.',
  );
}
