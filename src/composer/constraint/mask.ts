import { settle } from './advance.ts';
import type { Alphabet } from './alphabet.ts';
import { mayBeginAnyLetter, mayContinue, mayFollow, maySettle } from './permits.ts';
import type { Mode, Reading } from './reading.ts';

const DIGITS = '0123456789';

/** The only characters that can go on with a construct; where there is no entry, any might. */
const GOES_ON: Partial<Record<Mode, string>> = {
  between: '',
  line: '',
  end: '',
  ending: `${DIGITS},-`,
  note: `${DIGITS}/,'`,
  bars: DIGITS,
  bar: '|:]',
  barred: DIGITS,
  broken: '<>',
  parenthesis: DIGITS,
  tuplet: `${DIGITS}:`,
};

const LETTERS = 'CDEFGABcdefgab';
/** All others that can begin a construct in the body. */
const OTHERS = '|:\n[)-><& zxZ^_="{(.~HLMOPSTuv';

/**
 * Which characters may be written next: sets mask [V] to 1 for those and to 0 for the others. Says the same as
 * `permits` character by character, but asks only where the answer can be yes. Returns how many they are.
 */
export function allowed(alphabet: Alphabet, reading: Reading, mask: Uint8Array): number {
  mask.fill(0);
  const goesOn = GOES_ON[reading.mode];
  if (goesOn === undefined) return allowedByAll(alphabet, reading, mask);
  let count = permit(alphabet, mask, goesOn, (character) => mayContinue(alphabet, reading, character));
  if (!maySettle(alphabet, reading)) return count;
  const settled = settle(reading);
  if (settled.inside !== 'body') {
    return count + permitAll(alphabet, mask, (character) => mayFollow(alphabet, settled, character));
  }
  const follows = (character: string) => mayFollow(alphabet, settled, character);
  const letters = mayBeginAnyLetter(alphabet, settled);
  count += permit(alphabet, mask, LETTERS, letters === null ? follows : () => letters);
  if (settled.mode === 'barred') count += permit(alphabet, mask, DIGITS, follows);
  return count + permit(alphabet, mask, OTHERS, follows);
}

function allowedByAll(alphabet: Alphabet, reading: Reading, mask: Uint8Array): number {
  return permitAll(alphabet, mask, (character) => mayContinue(alphabet, reading, character));
}

function permitAll(alphabet: Alphabet, mask: Uint8Array, may: (character: string) => boolean): number {
  let count = 0;
  for (let index = 1; index < mask.length; index++) {
    if (mask[index] === 1 || !may(alphabet.characters[index] ?? '')) continue;
    mask[index] = 1;
    count++;
  }
  return count;
}

/** Asks for the given characters. Returns how many are new. */
function permit(
  { indexOf }: Alphabet,
  mask: Uint8Array,
  characters: string,
  may: (character: string) => boolean,
): number {
  let count = 0;
  for (let place = 0; place < characters.length; place++) {
    const character = characters.charAt(place);
    const index = indexOf.get(character);
    if (index === undefined || mask[index] === 1 || !may(character)) continue;
    mask[index] = 1;
    count++;
  }
  return count;
}
