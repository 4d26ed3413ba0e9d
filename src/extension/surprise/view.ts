import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Books } from '../books.ts';
import type { Composer } from '../composer.ts';
import { isAbc } from '../documents.ts';
import { logFailure, messageOf, showFailure, type Log } from '../log.ts';
import type { Models } from '../models.ts';
import { surpriseShownFrom } from '../settings.ts';
import { createDecorations } from './decorations.ts';
import { stillTrue, type ShownNote } from './drawing.ts';
import { createReadings, type Readings } from './readings.ts';
import { viewedTunes, type ViewedTune } from './tunes.ts';

/** What the view works with. */
export interface SurpriseWorld {
  readonly composer: Composer;
  readonly models: Models;
  readonly books: Books;
  readonly log: Log;
  /** Where it is kept, for the workspace, whether the view is on. */
  readonly memory: vscode.Memento;
}

/** A tune that has been read as it is now. */
export interface ShownTune extends ViewedTune {
  /** With offsets in the document. */
  readonly notes: readonly ShownNote[];
  /** Whether it was read to its end. */
  readonly complete: boolean;
}

/** Milliseconds after the last key, and after scrolling. */
const DELAY = 300;
const MEMORY = 'surprise';

/** Shades the notes of the tunes to be seen by how much they surprise the model. */
export class SurpriseView implements vscode.Disposable {
  readonly #world: SurpriseWorld;
  readonly #decorations = createDecorations();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #readings: Readings;
  readonly #subscriptions: vscode.Disposable;
  /** What each editor shows, with offsets in its document. */
  #drawn = new WeakMap<vscode.TextEditor, readonly ShownNote[]>();
  #on: boolean;
  #problem: string | undefined;
  #told = false;
  /** Something else is known, or the view went on or off. */
  readonly onDidChange = this.#changed.event;

  constructor(world: SurpriseWorld) {
    this.#world = world;
    this.#on = world.memory.get(MEMORY) === true;
    this.#readings = createReadings({
      ask: (request, signal) => world.composer.surprise(request, signal),
      sleep: (millis, signal) => sleep(millis, undefined, { signal, ref: false }),
      model: () => Object.values(world.models.reference()).join(' '),
      answered: () => {
        this.#problem = undefined;
        this.#draw();
      },
      failed: (error) => {
        this.#fail(error);
      },
    });
    this.#subscriptions = this.#listen();
    this.#start();
  }

  get on(): boolean {
    return this.#on;
  }

  /** Why nothing can be shown, in one line. */
  get problem(): string | undefined {
    return this.#problem;
  }

  async toggle(): Promise<void> {
    this.#on = !this.#on;
    this.#told = false;
    if (this.#on) this.#start();
    else {
      this.#readings.stop();
      for (const editor of vscode.window.visibleTextEditors) this.#decorations.clear(editor);
      this.#changed.fire();
    }
    await this.#world.memory.update(MEMORY, this.#on);
  }

  /** The tunes of an editor that are known, that of the cursor first; none while the view is off. */
  shown(editor: vscode.TextEditor): ShownTune[] {
    if (!this.#on) return [];
    return viewedTunes(editor, this.#world.books).flatMap((tune) => {
      const found = this.#readings.of(tune);
      if (found === undefined) return [];
      const notes = found.notes.map(({ start, end, bits }) => ({
        start: tune.start + start,
        end: tune.start + end,
        bits,
      }));
      return { ...tune, notes, complete: found.complete };
    });
  }

  dispose(): void {
    this.#readings.stop();
    this.#subscriptions.dispose();
    this.#decorations.dispose();
    this.#changed.dispose();
  }

  #listen(): vscode.Disposable {
    const { window, workspace } = vscode;
    return vscode.Disposable.from(
      workspace.onDidChangeTextDocument((event) => {
        if (isAbc(event.document) && event.contentChanges.length > 0) this.#keepUp(event);
      }),
      window.onDidChangeVisibleTextEditors(() => {
        this.#draw();
        this.#read(0);
      }),
      window.onDidChangeTextEditorVisibleRanges(() => {
        this.#draw();
        this.#read(DELAY);
      }),
      window.onDidChangeTextEditorSelection(() => {
        this.#read(DELAY);
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('tunewright.surprise')) this.#draw();
      }),
      this.#world.models.onDidChange(() => {
        this.#start();
      }),
    );
  }

  #start(): void {
    this.#readings.stop();
    this.#problem = undefined;
    this.#drawn = new WeakMap();
    this.#draw();
    this.#read(0);
  }

  /** What is being read is no longer the text; to stop frees the model for suggestions at once. */
  #keepUp({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (!this.#on) return;
    this.#readings.stop();
    const edited = Math.min(...contentChanges.map(({ rangeOffset }) => rangeOffset));
    for (const editor of abcEditors()) {
      if (editor.document !== document) continue;
      this.#drawn.set(editor, stillTrue(this.#drawn.get(editor) ?? [], edited));
    }
    this.#draw();
    this.#read(DELAY);
  }

  #read(delay: number): void {
    if (!this.#on) return;
    const tunes = abcEditors().flatMap((editor) => viewedTunes(editor, this.#world.books));
    this.#readings.read(tunes, delay);
  }

  /** Draws what is known, and of tunes being read again what still holds. */
  #draw(): void {
    if (!this.#on) return;
    for (const editor of abcEditors()) {
      const known = this.shown(editor);
      const isKnown = new Set(known.map(({ section }) => section));
      const unknown = viewedTunes(editor, this.#world.books).filter(({ section }) => !isKnown.has(section));
      const before = this.#drawn.get(editor) ?? [];
      const rest = unknown.flatMap(({ start, section }) =>
        before.filter((note) => note.start >= start && note.end <= start + section.text.length),
      );
      const notes = [...known.flatMap(({ notes }) => notes), ...rest];
      this.#drawn.set(editor, notes);
      this.#decorations.draw(editor, notes, surpriseShownFrom(editor.document));
    }
    this.#changed.fire();
  }

  /** The first failure is shown to who asked for the view, further ones are in the log and the status bar. */
  #fail(error: unknown): void {
    this.#problem = messageOf(error);
    const what = 'How surprising the notes are could not be told';
    if (this.#told) logFailure(this.#world.log, what, error);
    else showFailure(this.#world.log, what, error);
    this.#told = true;
    this.#changed.fire();
  }
}

function abcEditors(): vscode.TextEditor[] {
  return vscode.window.visibleTextEditors.filter(({ document }) => isAbc(document));
}
