import { partsOf } from '../parts.ts';

/** The parts of the page that the script works with; the host's page.ts has the markup. */
export interface Page {
  readonly body: HTMLElement;
  readonly previous: HTMLButtonElement;
  readonly play: HTMLButtonElement;
  readonly stop: HTMLButtonElement;
  readonly next: HTMLButtonElement;
  readonly loop: HTMLButtonElement;
  readonly speed: HTMLInputElement;
  readonly speedValue: HTMLElement;
  readonly clock: HTMLElement;
  readonly paper: HTMLElement;
  readonly message: HTMLElement;
  readonly warnings: HTMLDetailsElement;
  readonly warningCount: HTMLElement;
  readonly warningList: HTMLElement;
  readonly status: HTMLElement;
}

/** Finds the parts of the page; fails with the name of one that is missing. */
export function readPage(document: Document): Page {
  const part = partsOf(document);
  return {
    body: document.body,
    previous: part('previous', HTMLButtonElement),
    play: part('play', HTMLButtonElement),
    stop: part('stop', HTMLButtonElement),
    next: part('next', HTMLButtonElement),
    loop: part('loop', HTMLButtonElement),
    speed: part('speed', HTMLInputElement),
    speedValue: part('speed-value', HTMLElement),
    clock: part('clock', HTMLElement),
    paper: part('paper', HTMLElement),
    message: part('message', HTMLElement),
    warnings: part('warnings', HTMLDetailsElement),
    warningCount: part('warning-count', HTMLElement),
    warningList: part('warning-list', HTMLElement),
    status: part('status', HTMLElement),
  };
}
