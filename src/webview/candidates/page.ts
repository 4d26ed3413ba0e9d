import { partsOf } from '../parts.ts';

/** The parts of the page that the script works with; the host's page.ts has the markup. */
export interface Page {
  readonly body: HTMLElement;
  readonly play: HTMLButtonElement;
  readonly playLabel: HTMLElement;
  readonly insert: HTMLButtonElement;
  readonly again: HTMLButtonElement;
  readonly close: HTMLButtonElement;
  readonly status: HTMLElement;
  readonly message: HTMLElement;
  readonly list: HTMLElement;
}

/** Finds the parts of the page; fails with the name of one that is missing. */
export function readPage(document: Document): Page {
  const part = partsOf(document);
  return {
    body: document.body,
    play: part('play', HTMLButtonElement),
    playLabel: part('play-label', HTMLElement),
    insert: part('insert', HTMLButtonElement),
    again: part('again', HTMLButtonElement),
    close: part('close', HTMLButtonElement),
    status: part('status', HTMLElement),
    message: part('message', HTMLElement),
    list: part('list', HTMLElement),
  };
}
