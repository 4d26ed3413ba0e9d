import * as vscode from 'vscode';
import { parseToHost, type ToHost, type ToPage } from '../../webview/messages.ts';
import { isAbc } from '../documents.ts';
import { showFailure, type Log } from '../log.ts';
import { dress, logTrouble } from '../webview-parts.ts';
import { saveExport } from './export.ts';
import { pageHtml } from './page.ts';
import { LONGEST_TUNE, neighbour, shownTune, type ShownTune } from './shown-tune.ts';

/** Milliseconds without a keystroke before the score is drawn anew. */
const PAUSE_IN_TYPING = 150;

/** What the page is told to do with the tune that it shows. */
type Order = Extract<ToPage, { type: 'transport' | 'export' }>;

/** What the page was last told to show. */
interface Posted {
  readonly revision: number;
  readonly version: number;
  readonly tune: ShownTune | null;
}

/** One preview: it follows the ABC editor that was last active, and the cursor in it. */
export class PreviewPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #log: Log;
  readonly #subscriptions: vscode.Disposable[];
  #document: vscode.TextDocument | null = null;
  /** The editor that the cursor was last in: two may show the document. */
  #editor: vscode.TextEditor | undefined = vscode.window.activeTextEditor;
  /** Offset of the cursor when the document was last to be seen. */
  #offset = 0;
  #posted: Posted = { revision: 0, version: 0, tune: null };
  #ready = false;
  #waiting: Order | null = null;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, log: Log) {
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
  follow(document: vscode.TextDocument, offset?: number): void {
    this.#document = document;
    this.#offset = offset ?? this.#caret() ?? 0;
    this.#panel.title = `Preview ${document.uri.path.split('/').at(-1) ?? ''}`;
    this.#postTune();
  }

  /** Plays or stops; an order given before the page is there, or while another tab hides it, waits for it. */
  order(order: Order): void {
    if (!this.#panel.visible) this.reveal();
    if (this.#ready) this.#post(order);
    else this.#waiting = order;
  }

  /** Stops; a page that is hidden plays nothing. */
  stop(): void {
    this.#waiting = null;
    this.#post({ type: 'transport', action: 'stop' });
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
        if (!isAbc(editor?.document)) return;
        this.#editor = editor;
        if (editor.document === this.#document) this.#followSelection(editor);
        else this.follow(editor.document);
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor.document !== this.#document) return;
        if (textEditor === vscode.window.activeTextEditor) this.#editor = textEditor;
        if (textEditor === this.#shownIn()) this.#followSelection(textEditor);
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
      case 'exported':
        void this.#save(message);
        break;
      case 'unexported':
        void vscode.window.showWarningMessage(`The tune could not be exported: ${message.reason}`);
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
    if (this.#waiting) this.#post(this.#waiting);
    this.#waiting = null;
  }

  #postSoon(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#postTune(), PAUSE_IN_TYPING);
  }

  #postTune(): void {
    clearTimeout(this.#typing);
    const document = this.#document;
    if (document) this.#offset = this.#caret() ?? this.#offset;
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
      selection: selectionIn(this.#shownIn(), tune),
      remember,
    });
  }

  #followSelection({ document, selection }: vscode.TextEditor): void {
    this.#offset = document.offsetAt(selection.active);
    const { tune, version, revision } = this.#posted;
    // After a keystroke the text is on its way and takes the cursor along.
    if (version !== document.version) return;
    const within = tune && selectionIn(this.#shownIn(), tune);
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

  async #save({ format, data }: Extract<ToHost, { type: 'exported' }>): Promise<void> {
    const { tune } = this.#posted;
    if (!this.#document || !tune) return;
    try {
      await saveExport(this.#document, tune.text, format, data);
    } catch (error) {
      showFailure(this.#log, 'The tune could not be exported', error);
    }
  }

  #step(direction: 'previous' | 'next'): void {
    const document = this.#document;
    const { tune, version } = this.#posted;
    if (!document || !tune || version !== document.version) return;
    const offset = neighbour(document.getText(), tune, direction);
    if (offset === null) return;
    if (this.#shownIn()) void this.#goTo(document, offset, true);
    else this.follow(document, offset);
  }

  async #goTo(document: vscode.TextDocument, offset: number, preserveFocus: boolean): Promise<void> {
    // What was closed unsaved is gone: to show it again would open an empty text of its name.
    if (document.isClosed && document.isUntitled) return;
    const viewColumn = this.#shownIn()?.viewColumn ?? vscode.ViewColumn.One;
    const position = document.positionAt(offset);
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(document, { viewColumn, selection, preserveFocus });
  }

  /** The editor that shows the document: that where the cursor was last, or else the first. */
  #shownIn(): vscode.TextEditor | undefined {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document === this.#document);
    return editors.find((editor) => editor === this.#editor) ?? editors[0];
  }

  #caret(): number | null {
    const editor = this.#shownIn();
    return editor ? editor.document.offsetAt(editor.selection.active) : null;
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
  if (length <= LONGEST_TUNE) return null;
  const [has, most] = [length, LONGEST_TUNE].map((characters) => characters.toLocaleString('en'));
  return `This tune has ${has} characters; ${most} is the most that is drawn. A line X: begins another tune.`;
}

/** What is selected of a tune, counted from its start; null where the cursor is outside or nowhere to be seen. */
function selectionIn(
  editor: vscode.TextEditor | undefined,
  tune: ShownTune,
): { start: number; end: number } | null {
  if (!editor) return null;
  const { document, selection } = editor;
  const cursor = document.offsetAt(selection.active);
  if (cursor < tune.start || cursor > tune.end) return null;
  const start = Math.max(document.offsetAt(selection.start), tune.start);
  const end = Math.min(document.offsetAt(selection.end), tune.end);
  return { start: start - tune.start, end: end - tune.start };
}
