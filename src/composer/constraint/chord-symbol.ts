/** What may follow the root of a chord symbol; beginnings of these are symbols in the making. */
export const CHORD_KINDS: readonly string[] = [
  'm m6 m7 m7b5 m9 maj7 maj9 M7 M9 5 6 7 9 11 7sus4 7sus9 sus sus2 sus4 sus9',
  'dim dim7 dim9 aug aug7 +',
].flatMap((line) => line.split(' '));

const ROOT = /^\(?[A-G][#b]?/;

export type Spelling = 'wrong' | 'begun' | 'complete';

function bass(text: string): Spelling {
  if (text === '') return 'begun';
  return /^[A-G][#b]?$/.test(text) ? 'complete' : 'wrong';
}

function kindAndBass(text: string, kinds: readonly string[]): Spelling {
  const slash = text.indexOf('/');
  const kind = slash < 0 ? text : text.slice(0, slash);
  const known = kind === '' || kinds.includes(kind);
  if (slash >= 0) return known ? bass(text.slice(slash + 1)) : 'wrong';
  if (known) return 'complete';
  return kinds.some((each) => each.startsWith(kind)) ? 'begun' : 'wrong';
}

/**
 * How far a text between quotes is on its way to a chord symbol: `Am7`, `D/F#`, `(G)` (ABC 2.1 §4.18).
 * @param kinds those of CHORD_KINDS that can be written
 */
export function chordSymbolSpelling(text: string, kinds: readonly string[] = CHORD_KINDS): Spelling {
  if (text === '' || text === '(') return 'begun';
  const root = ROOT.exec(text)?.[0];
  if (root === undefined) return 'wrong';
  const optional = text.startsWith('(');
  const closed = text.endsWith(')');
  if (closed && !optional) return 'wrong';
  const spelling = kindAndBass(text.slice(root.length, closed ? -1 : undefined), kinds);
  if (!optional) return spelling;
  if (closed) return spelling === 'complete' ? 'complete' : 'wrong';
  return spelling === 'wrong' ? 'wrong' : 'begun';
}
