/** How a tune is named in the outline. */
export interface Heading {
  /** The value of X:; empty where it has none. */
  readonly number: string;
  /** `12. The Kesh`, `12` where it has no title. */
  readonly name: string;
  /** Rhythm, meter and key, as far as it has them. */
  readonly detail: string;
  /** Range of the field that names it, within the tune. */
  readonly from: number;
  readonly to: number;
}

/** Reads the heading of a tune from its text. */
export function headingOf(tune: string): Heading {
  const number = fieldOf(tune, 'X');
  const title = fieldOf(tune, 'T');
  const naming = title ?? number;
  const values = ['R', 'M', 'K'].map((letter) => fieldOf(tune, letter)?.value ?? '');
  return {
    number: number?.value ?? '',
    name:
      [number?.value, title?.value].filter((part) => part !== undefined && part !== '').join('. ') || 'Tune',
    detail: values.filter((value) => value !== '').join(' · '),
    from: naming?.from ?? 0,
    to: naming?.to ?? 0,
  };
}

/** The titles that a tune has in its header, the first one among them. */
export function titlesOf(tune: string): string[] {
  const key = tune.search(/^K:/m);
  const header = key < 0 ? tune : tune.slice(0, key);
  const values = [...header.matchAll(/^T:([^\r\n%]*)/gm)].map(([, value = '']) => value.trim());
  return values.filter((value) => value !== '');
}

/** The first field of a letter, without a comment behind it. */
function fieldOf(tune: string, letter: string): { value: string; from: number; to: number } | undefined {
  const match = new RegExp(`^${letter}:([^\\r\\n%]*)`, 'm').exec(tune);
  if (match === null) return undefined;
  const [line, value = ''] = match;
  return { value: value.trim(), from: match.index, to: match.index + line.trimEnd().length };
}
