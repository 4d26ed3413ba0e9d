import { canonicalKey, canonicalMeter, canonicalRhythm } from '../abc/canonical/fields.ts';
import { plainForm } from '../abc/canonical/form.ts';
import { writeHeader } from '../abc/canonical/tune.ts';
import { toWritingForm } from '../abc/canonical/write.ts';
import type { Fraction } from '../abc/fraction.ts';
import { parseUnitNoteLength } from '../abc/length.ts';
import { ComposerError } from './error.ts';

/** What a whole new tune is to be. */
export interface TuneRequest {
  readonly rhythm?: string | undefined;
  readonly meter: string;
  /** Unit note length; 1/8 where absent. */
  readonly unit?: string | undefined;
  readonly key: string;
  readonly title?: string | undefined;
  /** X: of the first tune; 1 where absent. */
  readonly number?: number | undefined;
}

/** A request that has been understood. */
export interface TunePlan {
  readonly request: TuneRequest;
  readonly meter: string;
  readonly unit: Fraction;
  /** Canonical header lines, the prompt for the body. */
  readonly header: string;
}

/** Reads a request. Throws a ComposerError for a meter, key or unit note length that is none. */
export function planTune(request: TuneRequest): TunePlan {
  const meter = canonicalMeter(request.meter);
  if (meter === 'none' && !/^none$/i.test(request.meter.trim())) {
    throw new ComposerError(`${request.meter} is no meter; give one like 6/8, 4/4, C or none`);
  }
  const key = canonicalKey(request.key);
  if (key === null || !/^([A-G]|none|H)/i.test(request.key.trim())) {
    throw new ComposerError(`${request.key} is no key; give one like G, Am or Edor`);
  }
  const rhythm = canonicalRhythm(request.rhythm ?? '');
  return { request, meter, unit: unitOf(request.unit), header: writeHeader({ rhythm, meter, key }) };
}

function unitOf(text: string | undefined): Fraction {
  const unit = parseUnitNoteLength(text ?? '1/8');
  if (unit === null || unit.numerator !== 1 || ![1, 2, 4, 8, 16, 32, 64].includes(unit.denominator)) {
    throw new ComposerError(`${text ?? ''} is no unit note length; give one like 1/8 or 1/16`);
  }
  return unit;
}

/** A complete ABC record with a body that the model wrote. */
export function writeRecord({ request, meter, unit, header }: TunePlan, body: string, nth: number): string {
  const { rhythm, key, title, number } = request;
  const lines = [
    `X:${(number ?? 1) + nth}`,
    `T:${oneLine(title ?? titleOf(rhythm, key))}`,
    ...(rhythm === undefined || rhythm.trim() === '' ? [] : [`R:${oneLine(rhythm)}`]),
    `M:${meter}`,
    `L:${unit.numerator}/${unit.denominator}`,
    `K:${/\nK:(.*)\n$/.exec(header)?.[1] ?? key}`,
  ];
  return `${lines.join('\n')}\n${toWritingForm(body.trimEnd(), plainForm(unit))}\n`;
}

function titleOf(rhythm: string | undefined, key: string): string {
  const kind = rhythm === undefined || rhythm.trim() === '' ? 'Tune' : rhythm.trim();
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} in ${key.trim()}`;
}

/** Titles cannot hold line breaks, which would begin other fields. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim();
}
