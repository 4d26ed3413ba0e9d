/** The preview page: draws and plays the tune that the extension host sends. It keeps no other state. */
import './preview.css';
import { parseToPage, type ToHost, type ToPage } from '../messages.ts';
import { listenToKeys } from './keyboard.ts';
import { readPage } from './page.ts';
import { Preview } from './preview.ts';

const vscode = acquireVsCodeApi();
const post = (message: ToHost): void => vscode.postMessage(message);
const page = readPage(document);
const preview = new Preview(page, page.body.dataset['sounds'] ?? '', post);

/** Long strings would be refused at the other end; nothing here needs more. */
const short = (text: string): string => text.slice(0, 2000);

document.addEventListener('securitypolicyviolation', (event) => {
  page.body.dataset['violations'] = String(Number(page.body.dataset['violations'] ?? 0) + 1);
  const where = `${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`;
  const { effectiveDirective: directive, blockedURI: blocked } = event;
  post({ type: 'violation', directive: short(directive), blocked: short(blocked), where: short(where) });
});
window.addEventListener('error', (event) => post({ type: 'failure', message: short(event.message) }));
window.addEventListener('unhandledrejection', (event) => {
  post({ type: 'failure', message: short(String(event.reason)) });
});

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
