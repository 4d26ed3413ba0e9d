import type { ExportFormat, ToHost, ToPage } from '../messages.ts';
import { fail, short } from '../trouble.ts';
import { exportTune } from './export.ts';
import type { Page } from './page.ts';
import type { Performance } from '../music/performance.ts';
import { engrave, mark, notesIn, notesOfMoment, type Score } from '../music/score.ts';
import { clock, stretchOf, timeOfOffset } from '../music/timeline.ts';
import { Transport, type TransportState } from '../music/transport.ts';
import { prepareTune, type TuneText } from '../music/tune-text.ts';

type TuneMessage = Extract<ToPage, { type: 'tune' }>;
type Selection = TuneMessage['selection'];
type Action = Extract<ToPage, { type: 'transport' }>['action'];

/** What is on the page: a tune's text and, if abcjs could draw it, its score. */
interface Shown {
  readonly revision: number;
  readonly text: TuneText;
  readonly score: Score | null;
  readonly selection: Selection;
}

const STATUS: Readonly<Record<TransportState, string>> = {
  empty: '',
  ready: 'Stopped',
  preparing: 'Preparing the sound…',
  playing: 'Playing',
  paused: 'Paused',
};

/** The tune on the page, its score and its sound. */
export class Preview {
  readonly #page: Page;
  readonly #post: (message: ToHost) => void;
  readonly #transport: Transport;
  #shown: Shown | null = null;
  #moment = -1;
  #metered = 0;

  constructor(page: Page, sounds: string, post: (message: ToHost) => void) {
    this.#page = page;
    this.#post = post;
    this.#transport = new Transport(sounds, {
      onState: (state) => this.#showState(state),
      onPerformance: (performance) => this.#showPerformance(performance),
      onProgress: (seconds, moment, peak) => this.#showProgress(seconds, moment, peak),
      onFailure: (message) => this.#fail(message),
    });
  }

  /** Draws a tune; one that is older than what is shown is dropped. */
  show({ revision, text: tune, fileHeader, firstLine, selection }: TuneMessage): void {
    if (this.#isOld(revision)) return;
    const { body, paper, message } = this.#page;
    const text = prepareTune(tune, fileHeader);
    const reveal = (start: number, end: number): void =>
      this.#post({ type: 'reveal', revision, start: text.toTune(start), end: text.toTune(end) });
    const { score, failure } = attempt(() => engrave(paper, text.engraved, reveal));
    if (!score) paper.replaceChildren();
    message.hidden = true;
    paper.hidden = false;
    body.dataset['tune'] = /^X:[ \t]*(\d+)/.exec(tune)?.[1] ?? '';
    body.dataset['notes'] = String(score?.notes.length ?? 0);
    body.dataset['revision'] = String(revision);
    this.#shown = { revision, text, score, selection };
    this.#moment = -1;
    this.#showWarnings(firstLine);
    this.#transport.load(score);
    this.select(revision, selection);
    if (failure !== null) this.#fail(`This tune cannot be drawn: ${failure}`);
  }

  /** Clears the page and says why. */
  showNothing(revision: number, reason: string): void {
    if (this.#isOld(revision)) return;
    const { body, paper, message, warnings } = this.#page;
    this.#shown = { revision, text: prepareTune('', ''), score: null, selection: null };
    paper.replaceChildren();
    paper.hidden = true;
    warnings.hidden = true;
    message.hidden = false;
    message.textContent = reason;
    body.dataset['tune'] = '';
    body.dataset['notes'] = '0';
    body.dataset['revision'] = String(revision);
    this.#transport.load(null);
  }

  /** Marks the notes that are selected in the editor, or the one under its cursor. */
  select(revision: number, selection: Selection): void {
    if (this.#shown?.revision !== revision) return;
    this.#shown = { ...this.#shown, selection };
    const { score, text } = this.#shown;
    if (!score) return;
    const { start, end } = selection ?? { start: -1, end: -1 };
    const notes = notesIn(score, text.toEngraved(start), text.toEngraved(end));
    this.#setLoop();
    if (mark(this.#page.paper, notes, 'caret')) this.#scrollTo(notes[0]?.element);
  }

  /** Play, stop and the like. */
  order(action: Action): void {
    if (action === 'toggle') this.#transport.toggle();
    else if (action === 'stop') this.#transport.stop();
    else void this.#transport.playFrom(this.#cursorTime());
  }

  /** Sends the tune to the host as a file. */
  async export(format: ExportFormat): Promise<void> {
    const score = this.#shown?.score;
    try {
      if (!score) throw new Error('There is no tune to export.');
      const source = { score, paper: this.#page.paper, record: () => this.#transport.record() };
      this.#post({ type: 'exported', format, data: await exportTune(format, source) });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#post({ type: 'unexported', reason: short(reason) });
    }
  }

  /** Names a speed while the slider is being moved. */
  showSpeed(percent: number): void {
    this.#page.speedValue.textContent = `${percent} %`;
  }

  /** Plays at `percent` of the tune's own tempo. */
  setSpeed(percent: number): void {
    this.#page.speed.valueAsNumber = percent;
    this.showSpeed(percent);
    this.#transport.setSpeed(percent / 100);
  }

  get loops(): boolean {
    return this.#page.loop.getAttribute('aria-pressed') === 'true';
  }

  /** Repeats what is selected in the editor, or else the whole tune. */
  setLoops(loops: boolean): void {
    this.#page.loop.setAttribute('aria-pressed', String(loops));
    this.#setLoop();
  }

  #isOld(revision: number): boolean {
    return this.#shown !== null && revision < this.#shown.revision;
  }

  #cursorTime(): number {
    if (!this.#shown?.score || !this.#shown.selection) return 0;
    return timeOfOffset(this.#shown.score.timeline, this.#shown.text.toEngraved(this.#shown.selection.start));
  }

  #setLoop(): void {
    const { score, text, selection } = this.#shown ?? {};
    const stretch =
      score && text && selection && selection.start < selection.end
        ? stretchOf(score.timeline, text.toEngraved(selection.start), text.toEngraved(selection.end))
        : null;
    this.#transport.setLoop(this.loops ? (stretch ?? 'whole') : null);
  }

  #showWarnings(firstLine: number): void {
    const { warnings, warningCount, warningList } = this.#page;
    const found = this.#shown?.score?.warnings ?? [];
    warnings.hidden = found.length === 0;
    warningCount.textContent = found.length === 1 ? '1 remark' : `${found.length} remarks`;
    warningList.replaceChildren(
      ...found.slice(0, 50).map(({ place, message }) => {
        const item = document.createElement('li');
        const line = place && this.#shown?.text.lineOf(place.line);
        item.textContent = typeof line === 'number' ? `Line ${firstLine + line + 1}: ${message}` : message;
        return item;
      }),
    );
  }

  #showState(state: TransportState): void {
    const { body, play, stop, status } = this.#page;
    body.dataset['state'] = state;
    play.disabled = state === 'empty';
    stop.disabled = state === 'empty' || state === 'ready';
    const label = state === 'playing' ? 'Pause' : 'Play';
    play.setAttribute('aria-label', label);
    play.title = `${label} (Space)`;
    status.textContent = STATUS[state];
    delete body.dataset['trouble'];
    this.#showClock(0);
  }

  #showPerformance({ rms, buffer }: Performance): void {
    this.#page.body.dataset['rms'] = rms.toFixed(4);
    this.#page.body.dataset['seconds'] = buffer.duration.toFixed(2);
    this.#page.body.dataset['peak'] = '0';
    this.#metered = 0;
  }

  #showProgress(seconds: number, moment: number, peak: number): void {
    this.#showClock(seconds);
    if (peak > this.#metered) {
      this.#metered = peak;
      this.#page.body.dataset['peak'] = peak.toFixed(4);
    }
    if (moment === this.#moment) return;
    this.#moment = moment;
    const score = this.#shown?.score;
    const now = score?.timeline.moments[moment];
    const notes = score && now ? notesOfMoment(score, now) : [];
    if (mark(this.#page.paper, notes, 'sounding')) this.#scrollTo(notes[0]?.element);
  }

  #showClock(seconds: number): void {
    const duration = this.#shown?.score?.timeline.duration ?? 0;
    const text = duration > 0 ? `${clock(seconds)} / ${clock(duration)}` : '';
    if (this.#page.clock.textContent !== text) this.#page.clock.textContent = text;
  }

  #scrollTo(element: Element | undefined): void {
    const still = document.body.classList.contains('vscode-reduce-motion');
    element?.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' });
  }

  #fail(message: string): void {
    fail(this.#page, this.#post, message);
  }
}

/** The score, or why there is none: abcjs throws at some texts that are no music. */
function attempt(draw: () => Score | null): { score: Score | null; failure: string | null } {
  try {
    return { score: draw(), failure: null };
  } catch (error) {
    return { score: null, failure: error instanceof Error ? error.message : String(error) };
  }
}
