import { htmlPage } from '../webview-page.ts';
import type { PageParts } from '../webview-policy.ts';

const ICONS = {
  previous: '<path d="M3 3h1.5v10H3zM13 3v10L5.5 8z"/>',
  play: '<path class="play-icon" d="M4 2.5v11L13.5 8z"/><path class="pause-icon" d="M4 3h3v10H4zM9 3h3v10H9z"/>',
  stop: '<path d="M3.5 3.5h9v9h-9z"/>',
  next: '<path d="M11.5 3H13v10h-1.5zM3 3v10l7.5-5z"/>',
  loop: '<path d="M11 1.5 14 4l-3 2.5V5H5a2 2 0 0 0-2 2v1H1.5V7A3.5 3.5 0 0 1 5 3.5h6zM5 14.5 2 12l3-2.5V11h6a2 2 0 0 0 2-2V8h1.5v1a3.5 3.5 0 0 1-3.5 3.5H5z"/>',
} as const;

/** The page's markup: the tunes themselves come as messages. */
export function pageHtml(parts: PageParts): string {
  return htmlPage(parts, { title: 'Tunewright Preview', state: '', body: `${TOOLBAR}${SHEET}` });
}

function button(id: keyof typeof ICONS, label: string, title: string): string {
  const icon = `<svg viewBox="0 0 16 16" aria-hidden="true">${ICONS[id]}</svg>`;
  return `<button id="${id}" type="button" aria-label="${label}" title="${title}">${icon}</button>`;
}

const TOOLBAR = `<div class="toolbar" role="toolbar" aria-label="Playback">
    ${button('previous', 'Previous tune', 'Previous tune (Left Arrow)')}
    ${button('play', 'Play', 'Play (Space)')}
    ${button('stop', 'Stop', 'Stop (Escape)')}
    ${button('next', 'Next tune', 'Next tune (Right Arrow)')}
    ${button('loop', 'Repeat', 'Repeat').replace('aria-label', 'aria-pressed="false" aria-label')}
    <label class="speed">Speed
      <input id="speed" type="range" min="40" max="160" step="5" value="100" aria-label="Speed in per cent of the tune's tempo">
      <output id="speed-value" for="speed">100 %</output>
    </label>
    <span id="clock" class="clock" aria-hidden="true"></span>
    <span id="status" class="status" role="status" aria-live="polite"></span>
  </div>`;

const SHEET = `
  <main>
    <p id="message" class="message" hidden></p>
    <div class="sheet"><div id="paper"></div></div>
  </main>
  <details id="warnings" class="warnings" hidden>
    <summary id="warning-count"></summary>
    <ul id="warning-list"></ul>
  </details>`;
