/** The page that compares candidates: draws and plays what the extension host sends. It keeps no other state. */
import './candidates.css';
import { parseToCandidatesPage, type FromCandidatesPage } from '../messages-candidates.ts';
import { reportTrouble } from '../trouble.ts';
import { Comparison } from './comparison.ts';
import { wishOf } from './keyboard.ts';
import { readPage } from './page.ts';

const vscode = acquireVsCodeApi();
const post = (message: FromCandidatesPage): void => vscode.postMessage(message);
const page = readPage(document);
const comparison = new Comparison(page, page.body.dataset['sounds'] ?? '', post);

reportTrouble(page.body, post);
window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToCandidatesPage(event.data);
  if (message) comparison.receive(message);
});
for (const kind of ['play', 'insert', 'again', 'close'] as const) {
  page[kind].addEventListener('click', () => comparison.grant({ kind }));
}
document.addEventListener('keydown', (event) => {
  const wish = wishOf(event, event.target instanceof Element ? event.target.tagName : '');
  if (!wish) return;
  event.preventDefault();
  comparison.grant(wish);
});
post({ type: 'ready' });
