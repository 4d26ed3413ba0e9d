/** The preview page: draws and plays the tune that the extension host sends. It keeps no other state. */
import './preview.css';
import { connectToHost } from '../host.ts';
import { parseToPage, type ToHost, type ToPage } from '../messages.ts';
import type { Place } from '../messages-common.ts';
import { practiceIn, type Practice } from './kept.ts';
import { listenToKeys } from './keyboard.ts';
import { readPage } from './page.ts';
import { Preview } from './preview.ts';

const page = readPage(document);
const host = connectToHost<ToHost>(page.body);
const preview = new Preview(page, page.body.dataset['sounds'] ?? '', host.post);

const practised = practiceIn(host.remembered());
let place: Place | null = null;

/** Keeps what the page needs when it is made anew. */
function keep(): void {
  const practice: Practice = { speed: page.speed.valueAsNumber, loops: preview.loops };
  host.remember({ ...place, practice });
}

function receive(message: ToPage): void {
  switch (message.type) {
    case 'tune':
      place = message.remember;
      keep();
      preview.show(message);
      break;
    case 'nothing':
      place = message.remember ?? place;
      keep();
      preview.showNothing(message.revision, message.reason);
      break;
    case 'selection':
      preview.select(message.revision, message.selection);
      break;
    case 'transport':
      preview.order(message.action);
      break;
    case 'export':
      void preview.export(message.format);
      break;
  }
}

const step = (direction: 'previous' | 'next'): void => host.post({ type: 'step', direction });
page.previous.addEventListener('click', () => step('previous'));
page.next.addEventListener('click', () => step('next'));
page.play.addEventListener('click', () => preview.order('toggle'));
page.stop.addEventListener('click', () => preview.order('stop'));
page.loop.addEventListener('click', () => {
  preview.setLoops(!preview.loops);
  keep();
});
page.speed.addEventListener('input', () => preview.showSpeed(page.speed.valueAsNumber));
page.speed.addEventListener('change', () => {
  preview.setSpeed(page.speed.valueAsNumber);
  keep();
});
listenToKeys(document, {
  toggle: () => preview.order('toggle'),
  stop: () => preview.order('stop'),
  previous: () => step('previous'),
  next: () => step('next'),
});

preview.setSpeed(practised.speed);
preview.setLoops(practised.loops);
host.listen(parseToPage, receive);
