import { isWrong, readBars } from '../../src/abc/bars.ts';
import { canonicalTune } from '../../src/abc/canonical/tune.ts';
import type { Composer } from '../../src/composer/composer.ts';
import { melodyOf } from '../../src/training/melody.ts';
import type { Drawing } from './composing.ts';

/** Second halves of tunes; shares are 0 … 1. */
export interface SecondHalves {
  readonly tunes: number;
  /** Prompts that were not continued. */
  readonly unanswered: number;
  /** Bars that are right once pickups, their complements and split bars are counted. */
  readonly rightBars: number;
  readonly notesInKey: number;
  /** Tunes whose last note is the tonic. */
  readonly tonicEndings: number;
}

/** A tune and where its second half begins. */
interface Divided {
  readonly text: string;
  readonly from: number;
}

/** A tune cut behind the first bar line in the second half of its music. Null where there is none. */
function divide(tune: string): Divided | null {
  const body = (/^K:.*\r?\n/m.exec(tune)?.index ?? 0) + (/^K:.*\r?\n/m.exec(tune)?.[0].length ?? 0);
  const middle = body + Math.floor((tune.length - body) / 2);
  const barLine = /\|(?=[^|:\]\d[])/g;
  barLine.lastIndex = middle;
  return barLine.test(tune) ? { text: tune, from: barLine.lastIndex } : null;
}

/** Brings the first halves of tunes to an end; with the figures of what people wrote there. */
export async function continueTunes(
  composer: Composer,
  tunes: readonly string[],
  constrained: boolean,
  drawing: Drawing,
): Promise<{ continued: SecondHalves; people: SecondHalves }> {
  const divided = tunes.flatMap((tune) => divide(tune) ?? []);
  const continued: Divided[] = [];
  for (const [nth, { text, from }] of divided.entries()) {
    const result = await composer.continueTune({
      ...drawing,
      seed: drawing.seed + nth,
      text: text.slice(0, from),
      offset: from,
      length: { kind: 'end' },
      candidates: 1,
      constrained,
    });
    const added = result.kind === 'continued' ? result.candidates[0]?.text : undefined;
    if (added !== undefined) continued.push({ text: `${text.slice(0, from)}${added}\n`, from });
  }
  const unanswered = divided.length - continued.length;
  return { continued: measure(continued, unanswered), people: measure(divided, 0) };
}

function measure(tunes: readonly Divided[], unanswered: number): SecondHalves {
  const bars = tunes.flatMap(({ text, from }) => readBars(text).filter(({ end }) => end > from));
  const wrong = bars.filter(isWrong);
  const melodies = tunes.map(({ text, from }) => {
    const before = melodyOf(canonicalTune(text.slice(0, from)) ?? '').length;
    return melodyOf(canonicalTune(text) ?? '').slice(before);
  });
  const notes = melodies.flat();
  const onTonic = melodies.filter((melody) => melody.at(-1)?.degree === 0);
  return {
    tunes: tunes.length,
    unanswered,
    rightBars: 1 - wrong.length / Math.max(1, bars.length),
    notesInKey: notes.filter(({ inKey }) => inKey).length / Math.max(1, notes.length),
    tonicEndings: onTonic.length / Math.max(1, melodies.length),
  };
}
