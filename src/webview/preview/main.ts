/** The preview page: draws and plays the tune that the extension host sends. It keeps no other state. */
import './preview.css';
import { parseToPage, type ToHost, type ToPage } from '../messages.ts';
import { reportTrouble } from '../trouble.ts';
import { listenToKeys } from './keyboard.ts';
import { readPage } from './page.ts';
import { Preview } from './preview.ts';

const vscode = acquireVsCodeApi();
const post = (message: ToHost): void => vscode.postMessage(message);
const page = readPage(document);
const preview = new Preview(page, page.body.dataset['sounds'] ?? '', post);

reportTrouble(page.body, post);

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = parseToPage(event.data);
  if (message) receive(message);
});

function receive(message: ToPage): void {
  switch (message.type) {
    case 'tune':
      vscode.setState(message.remember);
      preview.show(message);
      break;
    case 'nothing':
      if (message.remember) vscode.setState(message.remember);
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

const step = (direction: 'previous' | 'next'): void => post({ type: 'step', direction });
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

post({ type: 'ready' });
