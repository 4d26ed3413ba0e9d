import { type BarTexts, placeInPart, readCharacter } from './bar-texts.ts';

/** Bars of a phrase: dance tunes are made of parts of two phrases or four. */
const PHRASE = 4;

/**
 * Whether every part that ends in canonical music has whole phrases. `before` is how the music before it reads; of
 * variant endings one counts.
 */
export function hasWholePhrases(before: BarTexts, music: string): boolean {
  return partLengths(before, music).every((bars) => bars % PHRASE === 0);
}

function partLengths(before: BarTexts, music: string): number[] {
  const lengths: number[] = [];
  let [reading, firstEnding, repeated] = [before, 0, 0];
  const atBarLine = (): void => {
    const ending = /\d/.exec(reading.barLine)?.[0];
    if (ending === '1') firstEnding = reading.partBars;
    else if (ending !== undefined) repeated = reading.partBars - firstEnding;
    else if (placeInPart(reading) === null && !reading.opening) {
      lengths.push(reading.partBars - repeated);
      repeated = 0;
    }
  };
  for (const character of music) {
    const next = readCharacter(reading, character);
    if (reading.text === '' && next.text !== '' && reading !== before) atBarLine();
    reading = next;
  }
  if (reading.text === '') atBarLine();
  return lengths;
}
