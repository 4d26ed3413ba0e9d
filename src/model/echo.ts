import * as v from 'valibot';

/** Places in a part that echoes are weighed by: the bar's number modulo 8, and last of all the part's opening. */
export const PLACES = 9;
const OPENING = PLACES - 1;
/** Stretches of equal length that a bar is divided into: bars that begin alike do not end alike as easily. */
export const STRETCHES = 3;

const weight = v.pipe(v.number(), v.minValue(0), v.maxValue(1e6));

const EchoRowSchema = v.pipe(
  v.object({
    /** How many bars back, pickups not counted. */
    distance: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)),
    /** [PLACES] */
    places: v.pipe(v.array(weight), v.length(PLACES), v.readonly()),
    /** Factor where the bar before is the same as the one that stood as far back. */
    onward: weight,
    /** [STRETCHES] Probability at each character that the bar goes another way than the one it echoes. */
    departures: v.pipe(
      v.array(v.pipe(v.number(), v.gtValue(0), v.ltValue(1))),
      v.length(STRETCHES),
      v.readonly(),
    ),
  }),
  v.readonly(),
);

/**
 * How likely a bar is to be an echo of an earlier one, as counted in tunes. Where a bar begins, a new one has the
 * weight 1 and an echo of the bar some distance back `places[place]`, times `onward` where the bar before it echoes
 * at this distance too; the weights' shares are the probabilities.
 */
export const EchoTableSchema = v.pipe(v.array(EchoRowSchema), v.maxLength(16), v.readonly());
export type EchoTable = v.InferOutput<typeof EchoTableSchema>;

/** An earlier bar that the bar to come may echo. */
export interface EchoSource {
  /** Row of the table. */
  readonly nth: number;
  readonly text: string;
  /** One of PLACES. */
  readonly place: number;
  /** Whether the bar before is the same as the one that stood as far back. */
  readonly onward: boolean;
}

/** The probability that a network gives a character which came, by and large, where no network is asked. */
export const TYPICAL_PROBABILITY = 0.2;

/**
 * The earlier bars that the bar to come may echo.
 *
 * @param bars the texts of the bars before, in order.
 * @param placeInPart number of the bar in its part, from 0; null at the part's opening.
 */
export function echoSources(
  table: EchoTable,
  bars: readonly string[],
  placeInPart: number | null,
): EchoSource[] {
  const place = placeInPart === null ? OPENING : placeInPart % OPENING;
  return table.flatMap(({ distance }, nth) => {
    const text = bars.at(-distance);
    if (text === undefined || text === '') return [];
    const onward = bars.length > distance && bars.at(-1) === bars.at(-1 - distance);
    return [{ nth, text, place, onward }];
  });
}

/** The stretch that character `at` of a bar of `length` characters stands in. */
export function stretchOf(at: number, length: number): number {
  return Math.floor((at * STRETCHES) / length);
}

/** The weight of an echo beside that of a new bar, which is 1. */
export function echoWeight(table: EchoTable, { nth, place, onward }: EchoSource): number {
  const row = table[nth];
  return row === undefined ? 0 : (row.places[place] ?? 0) * (onward ? row.onward : 1);
}
