import type { Token } from '../token.ts';

/** What clings to the front of a note. */
const CLINGING: ReadonlySet<Token['kind']> = new Set([
  'decoration',
  'shorthand',
  'slur open',
  'tuplet',
  'annotation',
  'grace open',
  'grace close',
]);

/** Where something goes that comes before the note at token `index` and all that clings to its front. */
export function placeBefore(tokens: readonly Token[], index: number): number {
  let at = index;
  let inGrace = false;
  for (let before = tokens[at - 1]; before; before = tokens[at - 1]) {
    // A tie between grace notes and their note, as some write it: `{a}-g`.
    const tied = before.kind === 'tie' && tokens[at - 2]?.kind === 'grace close';
    if (!inGrace && !tied && !CLINGING.has(before.kind)) break;
    if (before.kind === 'line break') return tokens[index]?.start ?? 0;
    inGrace = before.kind === 'grace close' || (inGrace && before.kind !== 'grace open');
    at--;
  }
  return tokens[at]?.start ?? 0;
}
