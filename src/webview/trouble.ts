import type { Trouble } from './messages-common.ts';

/** Long strings would be refused at the other end; nothing needs more. */
export const short = (text: string): string => text.slice(0, 2000);

/** Tells the host of errors on the page, and of what its policy forbids; `body` counts the latter. */
export function reportTrouble(body: HTMLElement, post: (trouble: Trouble) => void): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    body.dataset['violations'] = String(Number(body.dataset['violations'] ?? 0) + 1);
    const where = `${event.sourceFile}:${event.lineNumber}:${event.columnNumber}`;
    const { effectiveDirective: directive, blockedURI: blocked } = event;
    post({ type: 'violation', directive: short(directive), blocked: short(blocked), where: short(where) });
  });
  window.addEventListener('error', (event) => post({ type: 'failure', message: short(event.message) }));
  window.addEventListener('unhandledrejection', (event) => {
    post({ type: 'failure', message: short(String(event.reason)) });
  });
}

/** Shows on the page that something failed, and tells the host. */
export function fail(
  { body, status }: { readonly body: HTMLElement; readonly status: HTMLElement },
  post: (trouble: Trouble) => void,
  message: string,
): void {
  body.dataset['trouble'] = 'true';
  status.textContent = message;
  post({ type: 'failure', message: short(message) });
}
