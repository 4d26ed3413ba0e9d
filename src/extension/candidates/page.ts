import { htmlPage } from '../webview-page.ts';
import type { PageParts } from '../webview-policy.ts';

/** The page's markup: the candidates themselves come as messages. */
export function pageHtml(parts: PageParts): string {
  return htmlPage(parts, {
    title: 'Tunewright Candidates',
    state: 'data-sound="empty" data-candidates="0" ',
    body: BODY,
  });
}

const BODY = `<div class="toolbar" role="toolbar" aria-label="Candidates">
    <button id="play" type="button" title="Play with the bars before the cursor (Space)"><kbd>Space</kbd> <span id="play-label">Play</span></button>
    <button id="insert" type="button" title="Insert at the cursor (Enter)"><kbd>Enter</kbd> Insert</button>
    <button id="again" type="button" title="Ask for others (R)"><kbd>R</kbd> Others</button>
    <button id="close" type="button" title="Close (Escape)"><kbd>Esc</kbd> Close</button>
    <span id="status" class="status" role="status" aria-live="polite"></span>
  </div>
  <main>
    <p id="message" class="message" hidden></p>
    <ul id="list" role="listbox" tabindex="0" aria-label="Continuations, the likeliest first"></ul>
  </main>`;
