import * as vscode from 'vscode';
import { parseToHost, type ToHost, type ToPage } from '../../webview/messages.ts';
import { isAbc } from '../documents.ts';
import { dress, logTrouble } from '../webview-parts.ts';
import { pageHtml } from './page.ts';
import { LONGEST_TUNE, neighbour, shownTune, type ShownTune } from './shown-tune.ts';

/** Milliseconds without a keystroke before the score is drawn anew. */
const PAUSE_IN_TYPING = 150;

type TransportAction = Extract<ToPage, { type: 'transport' }>['action'];

/** What the page was last told to show. */
interface Posted {
  readonly revision: number;
  readonly version: number;
  readonly tune: ShownTune | null;
}

/** One preview: it follows the ABC editor that was last active, and the cursor in it. */
export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions: vscode.Disposable[];
  #document: vscode.TextDocument | null = null;
  /** Offset of the cursor when the document was last to be seen. */
  #offset = 0;
  #posted: Posted = { revision: 0, version: 0, tune: null };
  #ready = false;
  #waiting: TransportAction | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#panel = panel;
    this.#log = log;
    this.#subscriptions = this.#listen();
    panel.webview.html = pageHtml(dress(panel, extensionUri, 'preview'));
  }

  get onDidDispose(): vscode.Event<void> {
    return this.#panel.onDidDispose;
  }

  /** Brings the panel to the front without taking the focus from the text. */
  reveal(): void {
    this.#panel.reveal(this.#panel.viewColumn, true);
  }

  /** Shows the tune under the cursor of `document`. */
  follow(document: vscode.TextDocument, offset = caretIn(document) ?? 0): void {
    this.#document = document;
    this.#offset = offset;
    this.#panel.title = `Preview ${document.uri.path.split('/').at(-1) ?? ''}`;
    this.#postTune();
  }

  /** Plays or stops; an order given before the page is there waits for it. */
  order(action: TransportAction): void {
    if (this.#ready) this.#post({ type: 'transport', action });
    else this.#waiting = action;
  }

  dispose(): void {
    clearTimeout(this.#typing);
    vscode.Disposable.from(...this.#subscriptions).dispose();
    this.#panel.dispose();
  }

  #listen(): vscode.Disposable[] {
    return [
      this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      this.#panel.onDidChangeViewState(() => (this.#ready &&= this.#panel.visible)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor && isAbc(editor.document) && editor.document !== this.#document)
          this.follow(editor.document);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document === this.#document) this.#followSelection(textEditor);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#document) this.#postSoon();
      }),
    ];
  }

  #receive(value: unknown): void {
    const message = parseToHost(value);
    if (!message) {
      this.#log.warn('Preview: a message that makes no sense was dropped.');
      return;
    }
    switch (message.type) {
      case 'ready':
        this.#greet();
        break;
      case 'reveal':
        void this.#showInEditor(message);
        break;
      case 'step':
        this.#step(message.direction);
        break;
      case 'violation':
      case 'failure':
        logTrouble(this.#log, 'Preview', message);
        break;
    }
  }

  #greet(): void {
    this.#ready = true;
    this.#postTune();
    if (this.#waiting) this.#post({ type: 'transport', action: this.#waiting });
    this.#waiting = null;
  }

  #postSoon(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#postTune(), PAUSE_IN_TYPING);
  }

  #postTune(): void {
    clearTimeout(this.#typing);
    const document = this.#document;
    if (document) this.#offset = caretIn(document) ?? this.#offset;
    const found = document && shownTune(document.getText(), this.#offset);
    const reason = whyNothing(document, found);
    const tune = reason === null ? found : null;
    const revision = this.#posted.revision + 1;
    this.#posted = { revision, version: document?.version ?? 0, tune };
    const remember = document && { uri: document.uri.toString(), offset: this.#offset };
    if (!remember || !tune) {
      this.#post({ type: 'nothing', revision, reason: reason ?? '', remember });
      return;
    }
    const { text, fileHeader, start } = tune;
    const firstLine = document.positionAt(start).line;
    this.#post({
      type: 'tune',
      revision,
      text,
      fileHeader,
      firstLine,
      selection: selectionIn(document, tune),
      remember,
    });
  }

  #followSelection({ document, selection }: vscode.TextEditor): void {
    this.#offset = document.offsetAt(selection.active);
    const { tune, version, revision } = this.#posted;
    // After a keystroke the text is on its way and takes the cursor along.
    if (version !== document.version) return;
    const within = tune && selectionIn(document, tune);
    // Between two tunes the one above stays, and goes on playing.
    const stays = within !== null || shownTune(document.getText(), this.#offset)?.start === tune?.start;
    if (stays) this.#post({ type: 'selection', revision, selection: within });
    else this.#postTune();
  }

  async #showInEditor({ revision, start }: Extract<ToHost, { type: 'reveal' }>): Promise<void> {
    const { tune, version, revision: current } = this.#posted;
    const document = this.#document;
    if (!document || !tune || revision !== current || version !== document.version) return;
    await this.#goTo(document, tune.start + start, false);
  }

  #step(direction: 'previous' | 'next'): void {
    const document = this.#document;
    const { tune, version } = this.#posted;
    if (!document || !tune || version !== document.version) return;
    const offset = neighbour(document.getText(), tune, direction);
    if (offset === null) return;
    if (editorOf(document)) void this.#goTo(document, offset, true);
    else this.follow(document, offset);
  }

  async #goTo(document: vscode.TextDocument, offset: number, preserveFocus: boolean): Promise<void> {
    const viewColumn = editorOf(document)?.viewColumn ?? vscode.ViewColumn.One;
    const position = document.positionAt(offset);
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(document, { viewColumn, selection, preserveFocus });
  }

  #post(message: ToPage): void {
    void this.#panel.webview.postMessage(message);
  }
}

/** Why there is nothing to show, for the user to read; null where there is a tune. */
function whyNothing(document: vscode.TextDocument | null, tune: ShownTune | null): string | null {
  if (!document) return 'Open an .abc file to see its tunes here.';
  if (!tune) return 'There is no tune here yet. A tune starts with a line X:1, its music after a line K:.';
  const length = tune.text.length + tune.fileHeader.length;
  return length > LONGEST_TUNE ? 'This tune is too long to be drawn.' : null;
}

function editorOf(document: vscode.TextDocument): vscode.TextEditor | undefined {
  return vscode.window.visibleTextEditors.find((editor) => editor.document === document);
}

/** What is selected of a tune, counted from its start; null where the cursor is outside or nowhere to be seen. */
function selectionIn(document: vscode.TextDocument, tune: ShownTune): { start: number; end: number } | null {
  const selection = editorOf(document)?.selection;
  if (!selection) return null;
  const cursor = document.offsetAt(selection.active);
  if (cursor < tune.start || cursor > tune.end) return null;
  const start = Math.max(document.offsetAt(selection.start), tune.start);
  const end = Math.min(document.offsetAt(selection.end), tune.end);
  return { start: start - tune.start, end: end - tune.start };
}

function caretIn(document: vscode.TextDocument): number | null {
  const editor = editorOf(document);
  return editor ? document.offsetAt(editor.selection.active) : null;
}
