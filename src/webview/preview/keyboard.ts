/** What the keys of the preview do. */
interface KeyActions {
  readonly toggle: () => void;
  readonly stop: () => void;
  readonly previous: () => void;
  readonly next: () => void;
}

type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const KEYS: Readonly<Record<string, keyof KeyActions>> = {
  ' ': 'toggle',
  Escape: 'stop',
  ArrowLeft: 'previous',
  ArrowRight: 'next',
};

/**
 * The action for a key pressed while an element called `targetName` has the focus; null where the key is none of ours or belongs to
 * what has the focus: a button is pressed by Space, a slider moved by the arrows.
 */
export function actionFor(event: KeyPress, targetName: string): keyof KeyActions | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  const action = KEYS[event.key] ?? null;
  if (action === 'toggle' && (targetName === 'BUTTON' || targetName === 'SUMMARY')) return null;
  if (action !== 'stop' && targetName === 'INPUT') return null;
  return action;
}

/** Listens to the keys of a whole page. */
export function listenToKeys(page: EventTarget, actions: KeyActions): void {
  page.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent)) return;
    const action = actionFor(event, event.target instanceof Element ? event.target.tagName : '');
    if (!action) return;
    event.preventDefault();
    actions[action]();
  });
}
