import type { Token } from '../token.ts';
import { deleting, type Diagnostic, error, inserting, warning } from './diagnostic.ts';
import { type TuneReading, voiceReader } from './reading.ts';

/** Ends of what is opened within one line and not closed. */
interface OpenPair {
  readonly open: Token;
  /** Where the closing mark would go: behind the last thing that may stand within. */
  at: number;
  /** Whether nothing else has come between yet. */
  growing: boolean;
}

const WITHIN: ReadonlySet<Token['kind']> = new Set([
  'note',
  'rest',
  'tie',
  'slur open',
  'slur close',
  'broken rhythm',
]);

interface PairRule {
  readonly open: Token['kind'];
  readonly close: Token['kind'];
  readonly mark: string;
  readonly code: 'chord' | 'grace';
  readonly what: string;
}

const CHORD: PairRule = { open: 'chord open', close: 'chord close', mark: ']', code: 'chord', what: 'chord' };
const GRACE: PairRule = {
  open: 'grace open',
  close: 'grace close',
  mark: '}',
  code: 'grace',
  what: 'group of grace notes',
};

const ENDS: ReadonlySet<Token['kind']> = new Set(['bar line', 'line break', 'inline field']);

function unclosed(rule: PairRule, { open, at }: OpenPair): Diagnostic {
  const message = `This ${rule.what} is not closed: a ${rule.mark} is missing.`;
  return error(
    `${rule.code}-unclosed`,
    open,
    message,
    inserting(`Close it with ${rule.mark}`, at, rule.mark),
  );
}

function unopened(text: string, rule: PairRule, token: Token): Diagnostic {
  const message = `Nothing opens the ${rule.what} that this closes.`;
  return error(`${rule.code}-unopened`, token, message, deleting(text, token));
}

function extend(pair: OpenPair, token: Token): void {
  pair.growing &&= WITHIN.has(token.kind);
  if (pair.growing) pair.at = token.end;
}

/** Chords and grace notes, which open and close within one bar. */
function pairs({ text, tokens }: TuneReading, rule: PairRule): Diagnostic[] {
  const found: Diagnostic[] = [];
  let pair: OpenPair | null = null;
  for (const token of tokens) {
    if (pair && (ENDS.has(token.kind) || token.kind === rule.open)) {
      found.push(unclosed(rule, pair));
      pair = null;
    }
    if (token.kind === rule.open) pair = { open: token, at: token.end, growing: true };
    else if (token.kind === rule.close) {
      if (pair) pair = null;
      else found.push(unopened(text, rule, token));
    } else if (pair) extend(pair, token);
  }
  return pair ? [...found, unclosed(rule, pair)] : found;
}

/** Slurs may run over bars and lines, so they are matched over a whole voice. */
function slurs(reading: TuneReading): Diagnostic[] {
  const voices = new Map<string, Token[]>();
  const voiceOf = voiceReader(reading);
  const unopened: Diagnostic[] = [];
  for (const token of reading.tokens) {
    const voice = voiceOf(token);
    const open = voices.get(voice) ?? [];
    voices.set(voice, open);
    if (token.kind === 'slur open') open.push(token);
    if (token.kind === 'slur close' && !open.pop()) {
      const fix = deleting(reading.text, token);
      unopened.push(warning('slur-unopened', token, 'Nothing opens the slur that this ) closes.', fix));
    }
  }
  return [
    ...unopened,
    ...[...voices.values()].flat().map((token) => {
      const fix = deleting(reading.text, token);
      return warning('slur-unclosed', token, 'This slur is never closed: a ) is missing.', fix);
    }),
  ];
}

function quotes({ text, tokens }: TuneReading): Diagnostic[] {
  return tokens
    .filter(({ kind }) => kind === 'chord symbol' || kind === 'annotation')
    .filter(({ start, end }) => end - start < 2 || text[end - 1] !== '"')
    .map((token) =>
      error('quote-unclosed', token, 'This quoted text is not closed: a " is missing.', {
        title: 'Close it with "',
        edits: [{ start: quotedNameEnd(text, token), end: quotedNameEnd(text, token), text: '"' }],
      }),
    );
}

/** Where the chord symbol in an unclosed quote most likely ends: `"Am` of `"Am abc|`. */
function quotedNameEnd(text: string, { start, end }: Token): number {
  const name = /^"[A-G][#b]?(?:m|maj|min|dim|aug|sus|add|\d)*(?=[\s|]|$)/.exec(text.slice(start, end));
  return name ? start + name[0].length : end;
}

/** Chords, grace notes, slurs and quotes that are opened and not closed, or closed and not opened. */
export function bracketDiagnostics(reading: TuneReading): Diagnostic[] {
  return [...pairs(reading, CHORD), ...pairs(reading, GRACE), ...slurs(reading), ...quotes(reading)];
}
