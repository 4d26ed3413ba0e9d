/** The page that compares candidates: draws and plays what the extension host sends. It keeps no other state. */
import './candidates.css';
import { connectToHost } from '../host.ts';
import { parseToCandidatesPage, type FromCandidatesPage } from '../messages-candidates.ts';
import { Comparison } from './comparison.ts';
import { wishOf } from './keyboard.ts';
import { readPage } from './page.ts';

const page = readPage(document);
const host = connectToHost<FromCandidatesPage>(page.body);
const comparison = new Comparison(page, page.body.dataset['sounds'] ?? '', host.post);

for (const kind of ['play', 'insert', 'again', 'close'] as const) {
  page[kind].addEventListener('click', () => comparison.grant({ kind }));
}
document.addEventListener('keydown', (event) => {
  const wish = wishOf(event, event.target instanceof Element ? event.target.tagName : '');
  if (!wish) return;
  event.preventDefault();
  comparison.grant(wish);
});
window.addEventListener('focus', () => {
  if (document.activeElement === document.body) page.list.focus();
});
host.listen(parseToCandidatesPage, (message) => {
  if (message.type === 'place') host.remember(message.place);
  else comparison.receive(message);
});
