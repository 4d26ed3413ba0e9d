import * as vscode from 'vscode';
import { contextAt } from '../../abc/context.ts';
import {
  parseFromCandidatesPage,
  type FromCandidatesPage,
  type ToCandidatesPage,
} from '../../webview/messages-candidates.ts';
import { changeText } from '../changes.ts';
import type { Composer } from '../composer.ts';
import { tuneAtPosition } from '../documents.ts';
import { isCancellation, logFailure, messageOf, type Log } from '../log.ts';
import { suggestSettings } from '../settings.ts';
import { dress, logTrouble } from '../webview-parts.ts';
import { leadUp } from './lead-up.ts';
import { offer, type Offered } from './offer.ts';
import { pageHtml } from './page.ts';

/** Fewer are no comparison. */
const FEWEST = 4;
/** Whole bars before the cursor that are shown and played with each candidate. */
const LEAD_BARS = 2;

/** What candidates are made and shown with. */
export interface CandidatesWorld {
  readonly extensionUri: vscode.Uri;
  readonly composer: Composer;
  readonly log: Log;
}

/** Where in which text candidates go on. */
interface Place {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly position: vscode.Position;
  readonly viewColumn: vscode.ViewColumn;
}

/** A panel with continuations of one place, to compare and to choose from. */
export class CandidatesPanel implements vscode.Disposable {
  readonly #world: CandidatesWorld;
  readonly #panel: vscode.WebviewPanel;
  readonly #subscriptions: vscode.Disposable[];
  #place: Place | null = null;
  #offered: readonly Offered[] = [];
  #asking = new AbortController();
  /** What the page was last told, to be told again when it comes back from having been hidden: the place first. */
  #told: readonly ToCandidatesPage[] = [];
  #revision = 0;
  #ready = false;

  constructor(world: CandidatesWorld, panel: vscode.WebviewPanel) {
    this.#world = world;
    this.#panel = panel;
    this.#subscriptions = [
      this.#panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      this.#panel.onDidChangeViewState(() => (this.#ready &&= this.#panel.visible)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === this.#place?.document && document.version !== this.#place.version) this.#outdate();
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#place?.document) this.dispose();
      }),
    ];
    this.#panel.webview.html = pageHtml(dress(this.#panel, world.extensionUri, 'candidates'));
  }

  get onDidDispose(): vscode.Event<void> {
    return this.#panel.onDidDispose;
  }

  /** Asks for continuations at the cursor of an editor. */
  compareAt({ document, selection, viewColumn = vscode.ViewColumn.One }: vscode.TextEditor): void {
    this.#panel.reveal(this.#panel.viewColumn);
    void this.#ask({ document, version: document.version, position: selection.active, viewColumn });
  }

  /** Asks for continuations at a place again, which candidates were for before the window was reloaded. */
  compareAgain(document: vscode.TextDocument, offset: number): void {
    const { viewColumn = vscode.ViewColumn.One } = editorOf(document) ?? {};
    void this.#ask({
      document,
      version: document.version,
      position: document.positionAt(offset),
      viewColumn,
    });
  }

  dispose(): void {
    this.#asking.abort();
    vscode.Disposable.from(...this.#subscriptions).dispose();
    this.#panel.dispose();
  }

  async #ask(place: Place): Promise<void> {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.#place = place;
    this.#offered = [];
    this.#revision += 1;
    this.#panel.title = titleOf(place);
    this.#tell({ type: 'place', place: rememberable(place) });
    this.#tell({ type: 'asking', revision: this.#revision });
    try {
      const answer = await this.#answerAt(place, asking.signal);
      if (!asking.signal.aborted) this.#tell(answer);
    } catch (error) {
      if (asking.signal.aborted || isCancellation(error)) return;
      logFailure(this.#world.log, 'No candidates', error);
      this.#tell({ type: 'nothing', revision: this.#revision, reason: messageOf(error) });
    }
  }

  async #answerAt({ document, position }: Place, signal: AbortSignal): Promise<ToCandidatesPage> {
    const revision = this.#revision;
    const { before, after, fileHeader } = tuneAtPosition(document, position);
    if (contextAt(before, before.length).place === 'header') {
      const reason = 'Put the cursor into the music of a tune: candidates go on from there.';
      return { type: 'nothing', revision, reason };
    }
    const { bars, candidates, temperature, topP, constrained } = suggestSettings(document);
    const request = {
      text: before + after,
      offset: before.length,
      fileHeader,
      length: { kind: 'bars', bars } as const,
      candidates: Math.max(FEWEST, candidates),
      temperature,
      topP,
      seed: Math.floor(Math.random() * 2 ** 32),
      constrained,
    };
    const answer = await this.#world.composer.continueTune(request, signal);
    if (answer.kind === 'nothing') {
      return { type: 'nothing', revision, reason: `Nothing to suggest: ${answer.reason}.` };
    }
    const offered = offer(answer.candidates);
    if (!signal.aborted) this.#offered = offered;
    const { header, music: lead } = leadUp(before, LEAD_BARS, fileHeader);
    return { type: 'candidates', revision, header, lead, candidates: offered, millis: answer.millis };
  }

  #receive(value: unknown): void {
    const message = parseFromCandidatesPage(value);
    if (!message) {
      this.#world.log.warn('Candidates: a message that makes no sense was dropped.');
      return;
    }
    switch (message.type) {
      case 'ready':
        this.#ready = true;
        for (const told of this.#told) void this.#panel.webview.postMessage(told);
        break;
      case 'insert':
        void this.#insert(message);
        break;
      case 'again':
        this.#askAgain();
        break;
      case 'close':
        void this.#leave();
        break;
      case 'violation':
      case 'failure':
        logTrouble(this.#world.log, 'Candidates', message);
        break;
    }
  }

  /** Inserts a candidate as one undoable edit, with the cursor behind it and the focus on the text. */
  async #insert({ revision, choice }: Extract<FromCandidatesPage, { type: 'insert' }>): Promise<void> {
    const place = this.#place;
    const chosen = this.#offered[choice];
    if (revision !== this.#revision || place === null || chosen === undefined) return;
    if (place.document.version !== place.version) return;
    const editor = await this.#leave();
    if (editor?.document.version !== place.version) return;
    const done = await changeText(editor, (changes) => changes.insert(place.position, chosen.text));
    if (done) editor.revealRange(editor.selection);
  }

  /** Asks anew, at the cursor as it is now. */
  #askAgain(): void {
    const place = this.#place;
    if (place === null || place.document.isClosed) return;
    const { document } = place;
    const editor = editorOf(document, place.viewColumn);
    const position = document.validatePosition(editor?.selection.active ?? place.position);
    void this.#ask({ ...place, version: document.version, position });
  }

  /** Closes the panel and goes back to where the candidates go on. */
  async #leave(): Promise<vscode.TextEditor | null> {
    const place = this.#place;
    this.#place = null;
    this.dispose();
    if (place === null || place.document.isClosed) return null;
    const { document, version, position, viewColumn } = place;
    const there = document.version === version ? { selection: new vscode.Range(position, position) } : {};
    return vscode.window.showTextDocument(document, { viewColumn, ...there });
  }

  #outdate(): void {
    this.#asking.abort();
    this.#offered = [];
    const stale: ToCandidatesPage = { type: 'stale', revision: this.#revision };
    if (this.#told.at(-1)?.type !== 'stale') this.#tell(stale);
  }

  /** Told again to a page that comes back are the place, the last answer and what has become of it. */
  #tell(message: ToCandidatesPage): void {
    const kept = { place: 0, asking: 1, candidates: 1, nothing: 1, stale: 2 }[message.type];
    this.#told = [...this.#told.slice(0, kept), message];
    if (this.#ready) void this.#panel.webview.postMessage(message);
  }
}

/** The editor that shows a document, that of a column before others. */
function editorOf(
  document: vscode.TextDocument,
  viewColumn?: vscode.ViewColumn,
): vscode.TextEditor | undefined {
  const editors = vscode.window.visibleTextEditors.filter((editor) => editor.document === document);
  return editors.find((editor) => editor.viewColumn === viewColumn) ?? editors[0];
}

function rememberable({ document, position }: Place): { uri: string; offset: number } {
  return { uri: document.uri.toString(), offset: document.offsetAt(position) };
}

function titleOf({ document, position }: Place): string {
  return `Candidates ${document.uri.path.split('/').at(-1) ?? ''}:${position.line + 1}`;
}
