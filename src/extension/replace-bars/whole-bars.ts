import { scanTune } from '../../abc/scan.ts';
import { isMusic, textOf, type Token } from '../../abc/token.ts';

/** Bars that follow each other, without the bar lines before the first and after the last. */
export interface WholeBars {
  readonly kind: 'bars';
  readonly start: number;
  readonly end: number;
  readonly bars: number;
}

/** Why there are no bars to replace, for the user to read. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
}

/** The bar, or part of one, between two bar lines; `start` and `end` leave out the blanks around it. */
interface Stretch {
  readonly start: number;
  end: number;
}

/** More are no variation but a new tune. */
const MOST = 32;

/**
 * The whole bars that a selection touches; for a cursor, the bar that it is in. Refuses what could not be put back
 * as it was: fields, words and comments between the bars, repeat signs and endings.
 */
export function wholeBars(tune: string, from: number, to: number): WholeBars | Refusal {
  const tokens = scanTune(tune);
  const touched = stretchesOf(tokens).filter(({ start, end }) =>
    from === to ? start <= from && from <= end : start < to && end > from,
  );
  const start = touched[0]?.start;
  const end = touched.at(-1)?.end;
  if (start === undefined || end === undefined) return refused('Select the bars to replace.');
  if (touched.length > MOST) return refused(`Select ${MOST} bars at most.`);
  const within = tokens.filter((token) => token.start >= start && token.end <= end);
  if (within.some((token) => !mayGo(tune, token))) {
    return refused('Select bars of one line of music: there are words, fields or comments between these.');
  }
  if (within.some((token) => token.kind === 'variant ending' || isRepeat(tune, token))) {
    return refused('Select bars of one part: there is a repeat sign, double bar or ending between these.');
  }
  return { kind: 'bars', start, end, bars: touched.length };
}

function stretchesOf(tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  let sounding = false;
  for (const { kind, start, end } of tokens) {
    if (kind === 'bar line') {
      if (open && sounding) stretches.push(open);
      open = null;
      sounding = false;
    } else if (isContent(kind)) {
      open ??= { start, end };
      open.end = end;
      sounding ||= kind === 'note' || kind === 'rest' || kind === 'multimeasure rest';
    }
  }
  return open && sounding ? [...stretches, open] : stretches;
}

/** What a bar begins and ends with; a change of key before it is not its own. */
function isContent(kind: Token['kind']): boolean {
  return (
    isMusic(kind) &&
    kind !== 'beam space' &&
    kind !== 'variant ending' &&
    kind !== 'line continuation' &&
    kind !== 'inline field'
  );
}

const mayGo = (tune: string, token: Token): boolean =>
  token.kind === 'line break' ||
  (isMusic(token.kind) &&
    token.kind !== 'inline field' &&
    token.kind !== 'annotation' &&
    token.kind !== 'line continuation') ||
  textOf(tune, token).trim() === '';

const isRepeat = (tune: string, token: Token): boolean =>
  token.kind === 'bar line' && textOf(tune, token) !== '|';

const refused = (reason: string): Refusal => ({ kind: 'refused', reason });
