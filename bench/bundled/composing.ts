import type { Composer } from '../../src/composer/composer.ts';
import { shuffle, type Random } from '../../src/model/random.ts';
import { fieldOf, type TuneMeter } from './human.ts';

/** How characters are drawn. */
export interface Drawing {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  /** Whether constrained tunes let bars come again as people's do. */
  readonly echo: boolean;
}

/** Tunes composed to one header: as many as the composer writes side by side. */
const TUNES_PER_HEADER = 8;

/**
 * Whole tunes in a meter from headers alone: kind of dance and key are those of people's tunes in this meter, drawn
 * by `random`. Each is a complete ABC record.
 */
export async function composeIn(
  composer: Composer,
  meter: TuneMeter,
  people: readonly string[],
  count: number,
  constrained: boolean,
  drawing: Drawing,
  random: Random,
): Promise<string[]> {
  const order = shuffle(random, [...people]);
  const tunes: string[] = [];
  for (let nth = 0; tunes.length < count; nth++) {
    const header = order[nth % order.length] ?? '';
    const rhythm = fieldOf(header, 'R');
    const written = await composer.compose({
      ...drawing,
      seed: drawing.seed + nth,
      ...(rhythm === undefined ? {} : { rhythm }),
      meter,
      key: fieldOf(header, 'K') ?? 'G',
      number: tunes.length + 1,
      count: Math.min(TUNES_PER_HEADER, count - tunes.length),
      constrained,
    });
    tunes.push(...written.tunes);
  }
  return tunes;
}

/** A composed record without the lines that canonical text has not, its notation untouched. */
export function asWritten(record: string): string {
  return record.replace(/^[XTL]:.*\n/gm, '');
}
