import { isWrong, readBars } from '../../src/abc/bars.ts';
import { bodyStart, canonicalTune } from '../../src/abc/canonical/tune.ts';
import { advance } from '../../src/composer/constraint/advance.ts';
import { type Alphabet, createAlphabet } from '../../src/composer/constraint/alphabet.ts';
import { meterTicks } from '../../src/composer/constraint/inline-field.ts';
import { permits } from '../../src/composer/constraint/permits.ts';
import { startReading } from '../../src/composer/constraint/reading.ts';
import { abc2midiJudge, abcjsJudge } from './judges.ts';

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

const barsAreRight = (tune: string): boolean => !readBars(tune).some(isWrong);

/**
 * Prints how many of the tunes that people wrote right have a probability above zero. A tune may be right though it
 * marks its last bar line by a fermata on an invisible rest, for which the bar has no time: readers other than ours call
 * that bar too long, so the composer does not write it.
 */
export function allowedWhole(tunes: readonly string[], characters: readonly string[]): void {
  const alphabet = createAlphabet(characters);
  const byBars = { right: 0, allowed: 0 };
  const byAllRests = { right: 0, allowed: 0 };
  const byAll = { right: 0, allowed: 0 };
  const refused: string[] = [];
  for (const tune of tunes) {
    const canonical = canonicalTune(tune);
    if (canonical === null) continue;
    if (!barsAreRight(tune)) continue;
    const place = refusedAt(alphabet, canonical);
    const findings = [...abcjsJudge(tune), ...abc2midiJudge(tune)];
    const counted = [byBars];
    if (barsAreRight(tune.replaceAll('x', 'z'))) counted.push(byAllRests);
    if (findings.length === 0) counted.push(byAll);
    for (const counts of counted) {
      counts.right++;
      if (place === null) counts.allowed++;
    }
    if (place !== null) refused.push(`${/^T:(.*)/m.exec(tune)?.[1] ?? ''}: …${place.trimEnd().slice(-24)}`);
  }
  const share = ({ right, allowed }: typeof byBars): string =>
    `${allowed} of ${right} (${((100 * allowed) / right).toFixed(2)} %)`;
  console.log('tunes that people wrote, allowed whole');
  console.log(`  every bar right                                  ${share(byBars)}`);
  console.log(`  and every rest has its time                      ${share(byAllRests)}`);
  console.log(`  and no abcjs warning, no abc2midi error          ${share(byAll)}`);
  for (const line of refused) console.log(`  refused: ${line.replaceAll('\n', ' ')}`);
}
