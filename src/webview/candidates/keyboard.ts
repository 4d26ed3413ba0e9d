/** What a key asks for. `go` moves by so many candidates, `choose` takes the one with that number, from 0. */
export type Wish =
  | { readonly kind: 'go'; readonly by: number }
  | { readonly kind: 'choose'; readonly number: number }
  | { readonly kind: 'play' | 'insert' | 'again' | 'close' };

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const KEYS: Readonly<Record<string, Wish>> = {
  ArrowDown: { kind: 'go', by: 1 },
  ArrowRight: { kind: 'go', by: 1 },
  ArrowUp: { kind: 'go', by: -1 },
  ArrowLeft: { kind: 'go', by: -1 },
  Home: { kind: 'choose', number: 0 },
  End: { kind: 'choose', number: Infinity },
  ' ': { kind: 'play' },
  Enter: { kind: 'insert' },
  Escape: { kind: 'close' },
  r: { kind: 'again' },
  R: { kind: 'again' },
};

/** What a key asks for while `targetName` has the focus; null where it is none of ours, or the button's own. */
export function wishOf(event: KeyPress, targetName: string): Wish | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (targetName === 'BUTTON' && (event.key === ' ' || event.key === 'Enter')) return null;
  if (/^[1-9]$/.test(event.key)) return { kind: 'choose', number: Number(event.key) - 1 };
  return KEYS[event.key] ?? null;
}
