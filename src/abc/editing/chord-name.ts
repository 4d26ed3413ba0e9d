/** A chord as its symbol names it: `F#m7/C#`. */
export interface ChordName {
  /** `F#`; empty where the symbol changes the bass alone, as `/E` does. */
  readonly root: string;
  /** What follows the root: `m7`. */
  readonly quality: string;
  /** `C#`; empty where none is written. */
  readonly bass: string;
}

/** No chord is longer; keeps hostile texts from costing time. */
const LONGEST = 40;
const NOTE = '[A-G](?:##?|bb?|♯|♭|x(?![a-z]))?';
const QUALITY = String.raw`(?:maj|min|dim|aug|sus|add|omit|no|dom|alt|mi|ma|m|M|\d|[-+°ø△^,#b♯♭()])*`;
const NAME = new RegExp(`^(${NOTE})(${QUALITY})(?:/([A-Ga-g](?:##?|bb?|♯|♭)?))?$`);
const BASS = new RegExp(`^/([A-Ga-g](?:##?|bb?|♯|♭)?)$`);

/** Reads a chord's name as players write it (ABC 2.1 §4.18); null for any other text, `D.C.` or `slowly`. */
function readChordName(text: string): ChordName | null {
  if (text.length > LONGEST) return null;
  const bass = BASS.exec(text)?.[1];
  if (bass !== undefined) return { root: '', quality: '', bass };
  const found = NAME.exec(text);
  if (!found?.[1]) return null;
  return { root: found[1], quality: found[2] ?? '', bass: found[3] ?? '' };
}

/** A chord within the text of a quoted token, `(Em)` or one of `Am;G`. */
export interface PlacedChordName extends ChordName {
  readonly start: number;
  readonly end: number;
}

/**
 * The chords that a quoted text between its marks names: one, one in brackets (`(Em)`), or several parted by `;` or
 * `\n`. Empty where part of it is no chord: it is a remark then, not a chord symbol.
 */
export function chordNamesIn(text: string): PlacedChordName[] {
  const names: PlacedChordName[] = [];
  let index = 0;
  for (const part of text.split(/(;|\\n)/)) {
    const at = index;
    index += part.length;
    if (part === ';' || part === '\\n') continue;
    const bracketed = /^\s*\(([^()]*)\)\s*$/.exec(part);
    const name = bracketed?.[1] ?? part.trim();
    const read = readChordName(name);
    if (!read) return [];
    const start = at + part.indexOf(name);
    names.push({ ...read, start, end: start + name.length });
  }
  return names;
}
