import { parseMeter } from '../../abc/meter.ts';
import { FINEST, UNIT, whole } from './ticks.ts';

const METERS = ['2/4', '3/4', '4/4', '5/4', '6/4', '2/2', '3/2', '3/8', '5/8', '6/8', '7/8', '9/8', '12/8'];

const TONICS = [
  'C',
  'G',
  'D',
  'A',
  'E',
  'B',
  'F#',
  'C#',
  'F',
  'Bb',
  'Eb',
  'Ab',
  'Db',
  'Gb',
  'Cb',
  'G#',
  'D#',
  'A#',
];
const MODES = ['', 'm', 'dor', 'mix', 'phr', 'lyd', 'loc'];
const KEYS = TONICS.flatMap((tonic) => MODES.map((mode) => tonic + mode));

/** The inline fields that we write, without their brackets. */
export const INLINE_FIELDS: readonly string[] = [
  ...METERS.map((meter) => `M:${meter}`),
  ...KEYS.map((key) => `K:${key}`),
];

export interface MeterTicks {
  /** What a bar holds; 0 where no meter rules, or one that cannot be counted in sixty-fourths. */
  readonly meter: number;
  /** The beat divides in three. */
  readonly compound: boolean;
}

/** What the value of an M: field means. */
export function meterTicks(value: string): MeterTicks {
  const meter = parseMeter(value);
  if (meter.kind === 'free') return { meter: 0, compound: false };
  const ticks = whole((8 * UNIT * meter.length.numerator) / meter.length.denominator);
  return { meter: ticks % FINEST === 0 ? ticks : 0, compound: meter.compound };
}
