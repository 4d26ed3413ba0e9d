import { brokenRhythm } from '../bars/tuplet.ts';
import { formatFraction, type Fraction, multiply, ONE } from '../fraction.ts';
import { formatLength, parseLength } from '../length.ts';
import { scanTune } from '../scan.ts';
import type { TokenKind } from '../token.ts';

/** A piece of canonical music; a chord is one piece, and so are grace notes. */
interface Piece {
  readonly kind: TokenKind | 'chord' | 'grace';
  text: string;
}

/**
 * Canonical music without what players pass over and programs stumble on: ornaments stand next to their note,
 * behind chord symbols and grace notes; a tie ties two notes of one pitch; slurs open and close; a broken rhythm
 * stands between two notes of equal length without staccato or fermata; others have their lengths written out.
 * It sounds the same.
 *
 * `open`: more may follow, so that what is not complete at the end stays.
 */
export function repaired(body: string, open: boolean): string {
  const pieces = piecesOf(body);
  orderOrnaments(pieces);
  dropLooseTies(pieces, open);
  dropLooseSlurs(pieces, open);
  writeOutBrokenRhythms(pieces);
  const text = pieces.map((piece) => piece.text).join('');
  return text.replace(/^\n+|\n(?=\n)/g, ''); // a line that held nothing else
}

const HEADER = 'K:C\n';

function piecesOf(body: string): Piece[] {
  const text = HEADER + body;
  const pieces: Piece[] = [];
  for (const { kind, start, end } of scanTune(text)) {
    if (start < HEADER.length) continue;
    const last = pieces.at(-1);
    const inside = last?.kind === 'chord open' || last?.kind === 'grace open';
    const closes = kind === 'chord close' || kind === 'grace close';
    if (last && inside && (kind === 'note' || kind === 'shorthand' || kind === 'broken rhythm' || closes)) {
      last.text += text.slice(start, end);
      if (closes)
        pieces[pieces.length - 1] = { kind: kind === 'chord close' ? 'chord' : 'grace', text: last.text };
    } else pieces.push({ kind, text: text.slice(start, end) });
  }
  return pieces;
}

/** Places before a note, in the order they are written. */
const RANKS: Partial<Record<Piece['kind'], number>> = {
  'chord symbol': 0,
  grace: 1,
  'slur open': 1,
  shorthand: 2,
};

function orderOrnaments(pieces: Piece[]): void {
  for (let start = 0; start < pieces.length; start++) {
    let end = start;
    while (RANKS[pieces[end]?.kind ?? 'note'] !== undefined) end++;
    if (end - start < 2) continue;
    const run = pieces.slice(start, end).sort((a, b) => (RANKS[a.kind] ?? 0) - (RANKS[b.kind] ?? 0));
    pieces.splice(start, run.length, ...run);
    start = end;
  }
}

const isSound = ({ kind }: Piece): boolean => kind === 'note' || kind === 'chord' || kind === 'rest';
/** What may stand between a tie and the note that it goes to. */
const WITHIN_TIE = new Set<Piece['kind']>([
  ...([
    'beam space',
    'bar line',
    'variant ending',
    'line break',
    'slur open',
    'slur close',
    'inline field',
  ] as const),
]);

function dropLooseTies(pieces: Piece[], open: boolean): void {
  pieces.forEach((piece, i) => {
    if (piece.kind !== 'tie') return;
    let last = i - 1;
    while (pieces[last]?.kind === 'slur close') last--;
    const before = pieces[last];
    let next = i + 1;
    while (WITHIN_TIE.has(pieces[next]?.kind ?? 'note')) next++;
    const after = pieces[next];
    const ties =
      after === undefined ? open && before !== undefined && isSound(before) : sharePitch(before, after);
    if (!ties) piece.text = '';
  });
}

/** Whether a pitch of the first may sound on in the second: an accidental holds on unless another is written. */
function sharePitch(a: Piece | undefined, b: Piece): boolean {
  const second = pitchesOf(b);
  return pitchesOf(a).some(([accidental, name]) =>
    second.some(([other, same]) => same === name && (other === '' || other === accidental)),
  );
}

function pitchesOf(piece: Piece | undefined): (readonly [accidental: string, name: string])[] {
  if (piece?.kind !== 'note' && piece?.kind !== 'chord') return [];
  const found = piece.text.matchAll(/([_^=]*)([A-Ga-g][,']*)/g);
  return [...found].map(([, accidental = '', name = '']) => [accidental, name]);
}

/** In open text a slur may still be closed if it was opened in this bar or the one before. */
function dropLooseSlurs(pieces: Piece[], open: boolean): void {
  const opened: number[] = [];
  const loose: number[] = [];
  pieces.forEach(({ kind }, i) => {
    if (kind === 'slur open') opened.push(i);
    if (kind === 'slur close' && opened.pop() === undefined) loose.push(i);
  });
  const bars = pieces.flatMap(({ kind }, i) => (kind === 'bar line' ? [i] : []));
  const recent = open ? (bars.at(-2) ?? 0) : pieces.length;
  for (const i of [...loose, ...opened.filter((at) => at < recent)]) {
    const piece = pieces[i];
    if (piece) piece.text = '';
  }
}

/** A broken rhythm sign and the sounds on both sides, as indices. */
interface Broken {
  readonly sign: number;
  readonly before: number;
  readonly after: number;
}

function writeOutBrokenRhythms(pieces: Piece[]): void {
  const signs = pieces.flatMap((_, i) => brokenAt(pieces, i) ?? []);
  const seconds = new Set(signs.map(({ after }) => after));
  const out = new Set(signs.filter((broken) => seconds.has(broken.before) || isIrregular(pieces, broken)));
  // A note between two signs has one written length, so that both stay or both go.
  const changed = new Set([...out].flatMap(({ before, after }) => [before, after]));
  for (const broken of [...signs, ...signs.toReversed()]) {
    if (!changed.has(broken.before) && !changed.has(broken.after)) continue;
    out.add(broken);
    changed.add(broken.before).add(broken.after);
  }
  for (const { sign, before, after } of out) {
    const factors = brokenRhythm(pieces[sign]?.text ?? '');
    stretch(pieces[before], factors[0]);
    stretch(pieces[after], factors[1]);
    pieces[sign] = { kind: 'beam space', text: '' };
  }
}

function brokenAt(pieces: readonly Piece[], sign: number): Broken | null {
  if (pieces[sign]?.kind !== 'broken rhythm') return null;
  let before = sign - 1;
  while (pieces[before]?.kind === 'slur close' || pieces[before]?.kind === 'tie') before--;
  let after = sign + 1;
  while (RANKS[pieces[after]?.kind ?? 'note'] !== undefined) after++;
  const [first, second] = [pieces[before], pieces[after]];
  return first && second && isSound(first) && isSound(second) ? { sign, before, after } : null;
}

function isIrregular(pieces: readonly Piece[], { sign, before, after }: Broken): boolean {
  const ornamented = [...pieces.slice(sign, after), ...pieces.slice(Math.max(0, before - 1), before)];
  if (ornamented.some(({ kind, text }) => kind === 'shorthand' && /[.H]/.test(text))) return true;
  const [first, second] = [before, after].map((i) => formatFraction(lengthOf(pieces[i])));
  return first !== second;
}

function lengthOf(piece: Piece | undefined): Fraction {
  return parseLength(/[\d/]*$/.exec(piece?.text ?? '')?.[0] ?? '') ?? ONE;
}

function stretch(piece: Piece | undefined, factor: Fraction): void {
  if (piece) piece.text = piece.text.replace(/[\d/]*$/, '') + formatLength(multiply(lengthOf(piece), factor));
}
