/** The preview page: draws and plays the tune that the extension host sends. It keeps no other state. */
import './preview.css';
import { connectToHost } from '../host.ts';
import { parseToPage, type ToHost, type ToPage } from '../messages.ts';
import { listenToKeys } from './keyboard.ts';
import { readPage } from './page.ts';
import { Preview } from './preview.ts';

const page = readPage(document);
const host = connectToHost<ToHost>(page.body);
const preview = new Preview(page, page.body.dataset['sounds'] ?? '', host.post);

function receive(message: ToPage): void {
  switch (message.type) {
    case 'tune':
      host.remember(message.remember);
      preview.show(message);
      break;
    case 'nothing':
      if (message.remember) host.remember(message.remember);
      preview.showNothing(message.revision, message.reason);
      break;
    case 'selection':
      preview.select(message.revision, message.selection);
      break;
    case 'transport':
      preview.order(message.action);
      break;
  }
}

const step = (direction: 'previous' | 'next'): void => host.post({ type: 'step', direction });
page.previous.addEventListener('click', () => step('previous'));
page.next.addEventListener('click', () => step('next'));
page.play.addEventListener('click', () => preview.order('toggle'));
page.stop.addEventListener('click', () => preview.order('stop'));
page.loop.addEventListener('click', () => preview.toggleLoop());
page.speed.addEventListener('input', () => preview.showSpeed(page.speed.valueAsNumber));
page.speed.addEventListener('change', () => preview.setSpeed(page.speed.valueAsNumber));
listenToKeys(document, {
  toggle: () => preview.order('toggle'),
  stop: () => preview.order('stop'),
  previous: () => step('previous'),
  next: () => step('next'),
});

host.listen(parseToPage, receive);
