import { readBars } from '../../src/abc/bars.ts';
import { bodyStart, canonicalTune } from '../../src/abc/canonical/tune.ts';
import { advance } from '../../src/composer/constraint/advance.ts';
import { type Alphabet, createAlphabet } from '../../src/composer/constraint/alphabet.ts';
import { meterTicks } from '../../src/composer/constraint/inline-field.ts';
import { permits } from '../../src/composer/constraint/permits.ts';
import { startReading } from '../../src/composer/constraint/reading.ts';
import { abc2midiJudge } from './judges.ts';

/** abc2midi's errors that are not about the music's notation, or about where a repeat begins. */
const NOT_NOTATION = /Hornpipe/;

/** The canonical tune up to the character that the constraint does not permit; null when it permits all. */
export function refusedAt(alphabet: Alphabet, canonical: string): string | null {
  const start = bodyStart(canonical);
  const { meter, compound } = meterTicks(/^M:(.*)$/m.exec(canonical)?.[1] ?? 'none');
  const body = `${canonical.slice(start)}\n`;
  let reading = startReading(meter, compound);
  for (const [index, character] of Array.from(body).entries()) {
    if (!permits(alphabet, reading, character)) return body.slice(0, index + 1);
    reading = advance(reading, character);
  }
  return null;
}

function slursMatch(body: string): boolean {
  let depth = 0;
  for (const character of body.replace(/\(\d/g, '')) {
    if (character === '(') depth++;
    if (character === ')' && --depth < 0) return false;
  }
  return depth === 0;
}

/** Prints how many of the tunes that people wrote right have a probability above zero. */
export function allowedWhole(tunes: readonly string[], characters: readonly string[]): void {
  const alphabet = createAlphabet(characters);
  const right = { bars: 0, barsAllowed: 0, notation: 0, notationAllowed: 0 };
  for (const tune of tunes) {
    const canonical = canonicalTune(tune);
    if (canonical === null) continue;
    if (readBars(tune).some(({ verdict }) => verdict === 'short' || verdict === 'long')) continue;
    const allowed = refusedAt(alphabet, canonical) === null ? 1 : 0;
    right.bars++;
    right.barsAllowed += allowed;
    const faults = abc2midiJudge(tune).filter((finding) => !NOT_NOTATION.test(finding));
    if (faults.length > 0 || !slursMatch(canonical.slice(bodyStart(canonical)))) continue;
    right.notation++;
    right.notationAllowed += allowed;
  }
  const share = (part: number, whole: number): string =>
    `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;
  console.log('tunes that people wrote, allowed whole');
  console.log(`  bars right                    ${share(right.barsAllowed, right.bars)}`);
  console.log(`  and no error by abc2midi      ${share(right.notationAllowed, right.notation)}`);
}
