import { advance } from '../../../src/composer/constraint/advance.ts';
import { createAlphabet } from '../../../src/composer/constraint/alphabet.ts';
import { meterTicks } from '../../../src/composer/constraint/inline-field.ts';
import { permits } from '../../../src/composer/constraint/permits.ts';
import { type Reading, startReading } from '../../../src/composer/constraint/reading.ts';

/** What canonical text is written with. */
export const CHARACTERS = [
  '\u0000',
  ...Array.from('\n "#&\'()+,-./0123456789:<=>ABCDEFGHKLMOPSTZ[]^_abcdefghijlmnoprsuvxyz{|}~'),
];

export const ALPHABET = createAlphabet(CHARACTERS);

function start(meter: string): Reading {
  const { meter: ticks, compound } = meterTicks(meter);
  return startReading(ticks, compound);
}

/** The start of a text that is ours to write. */
export function ourStart(meter: string): Reading {
  return { ...start(meter), careful: true };
}

/** The reading of a text, read as people may have written it. */
export function read(meter: string, text: string): Reading {
  return Array.from(text).reduce(advance, start(meter));
}

/** The text up to the first character that the constraint does not permit; null when it permits them all. */
export function refusal(meter: string, text: string, from = start): string | null {
  let reading = from(meter);
  for (const [index, character] of Array.from(text).entries()) {
    if (!permits(ALPHABET, reading, character)) return text.slice(0, index + 1);
    reading = advance(reading, character);
  }
  return null;
}
