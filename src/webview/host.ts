import type { Trouble } from './messages-common.ts';
import { reportTrouble } from './trouble.ts';

/** A page's line to the extension host. */
interface Host<Message> {
  readonly post: (message: Message | Trouble) => void;
  /** Keeps something for the page that is made anew when the window is reloaded. */
  readonly remember: (state: unknown) => void;
  /** What was kept so; undefined where nothing was. */
  readonly remembered: () => unknown;
  /** Takes in what the host sends, as far as it makes sense, and says that the page is ready for it. */
  readonly listen: <Sent>(parse: (value: unknown) => Sent | null, receive: (message: Sent) => void) => void;
}

/** Opens the line, once for a page; trouble on the page is reported from then on. */
export function connectToHost<Message>(body: HTMLElement): Host<Message> {
  const vscode = acquireVsCodeApi();
  const post = (message: Message | Trouble): void => vscode.postMessage(message);
  reportTrouble(body, post);
  return {
    post,
    remember: (state) => vscode.setState(state),
    remembered: () => vscode.getState(),
    listen: (parse, receive) => {
      window.addEventListener('message', (event: MessageEvent<unknown>) => {
        const message = parse(event.data);
        if (message !== null) receive(message);
      });
      vscode.postMessage({ type: 'ready' });
    },
  };
}
