import type { FromCandidatesPage, ToCandidatesPage } from '../messages-candidates.ts';
import type { Performance } from '../music/performance.ts';
import { mark, notesOfMoment } from '../music/score.ts';
import { Transport, type TransportState } from '../music/transport.ts';
import { fail } from '../trouble.ts';
import type { Wish } from './keyboard.ts';
import { createOption, drawOption, type Candidate, type Option } from './option.ts';
import type { Page } from './page.ts';

type CandidatesMessage = Extract<ToCandidatesPage, { type: 'candidates' }>;

/** What is on the page. */
interface Shown {
  readonly revision: number;
  readonly options: readonly Option[];
}

const NOTHING: Shown = { revision: 0, options: [] };

/** The candidates on the page, the one that is chosen, and its sound. */
export class Comparison {
  readonly #page: Page;
  readonly #post: (message: FromCandidatesPage) => void;
  readonly #transport: Transport;
  #shown = NOTHING;
  #chosen = 0;
  #sound: TransportState = 'empty';

  constructor(page: Page, sounds: string, post: (message: FromCandidatesPage) => void) {
    this.#page = page;
    this.#post = post;
    this.#transport = new Transport(sounds, {
      onState: (state) => this.#showSound(state),
      onPerformance: (performance) => this.#showPerformance(performance),
      onProgress: (_, moment) => this.#showProgress(moment),
      onFailure: (message) => this.#fail(message),
    });
  }

  /** Takes in what the host tells. */
  receive(message: Exclude<ToCandidatesPage, { type: 'place' }>): void {
    switch (message.type) {
      case 'asking':
        this.#clear(message.revision, 'asking', 'Composing…');
        break;
      case 'nothing':
        this.#clear(message.revision, 'nothing', message.reason);
        break;
      case 'candidates':
        this.#show(message);
        break;
      case 'stale':
        this.#outdate();
        break;
    }
  }

  /** Does what a key or button asks for. */
  grant(wish: Wish): void {
    const { options, revision } = this.#shown;
    switch (wish.kind) {
      case 'go':
        this.choose((this.#chosen + wish.by + options.length) % Math.max(1, options.length));
        break;
      case 'choose':
        if (wish.number === Infinity || wish.number < options.length) this.choose(wish.number);
        break;
      case 'play':
        this.#togglePlaying();
        break;
      case 'insert':
        if (this.#isCurrent()) this.#post({ type: 'insert', revision, choice: this.#chosen });
        break;
      case 'again':
        this.#post({ type: 'again' });
        break;
      case 'close':
        this.#post({ type: 'close' });
        break;
    }
  }

  /** Chooses the candidate with a number, or else the last one; what plays goes over to it. */
  choose(number: number): void {
    const { options } = this.#shown;
    const { list } = this.#page;
    this.#chosen = Math.min(number, options.length - 1);
    const option = options[this.#chosen];
    if (!option) return;
    const plays = this.#isSounding();
    for (const { element } of options) element.ariaSelected = String(element === option.element);
    list.setAttribute('aria-activedescendant', option.element.id);
    this.#page.body.dataset['chosen'] = String(this.#chosen + 1);
    option.element.scrollIntoView({ block: 'nearest' });
    this.#transport.load(option.score);
    if (plays) void this.#transport.playFrom(0);
  }

  #show({ revision, header, lead, candidates, millis }: CandidatesMessage): void {
    this.#clear(revision, 'ready', '');
    const all = candidates.map((candidate): Candidate => ({ header, lead, ...candidate }));
    const empty = all.map(createOption);
    this.#page.list.hidden = false;
    this.#page.list.replaceChildren(...empty.map(({ element }) => element));
    const options = all.flatMap((candidate, nth) => this.#draw(empty[nth], candidate));
    for (const [nth, { element }] of options.entries()) this.#listenTo(element, nth);
    this.#shown = { revision, options };
    const { body, status, insert, play, list } = this.#page;
    body.dataset['candidates'] = String(options.length);
    insert.disabled = false;
    play.disabled = false;
    this.choose(0);
    status.textContent = `${options.length} candidates in ${Math.round(millis)} ms`;
    // After a reload of the window the person may be at work in the text.
    if (document.hasFocus()) list.focus();
  }

  /** The option with its score; without one where abcjs throws at a text that is no music. */
  #draw(option: Option | undefined, candidate: Candidate): Option[] {
    if (!option) return [];
    try {
      return [drawOption(option, candidate)];
    } catch (error) {
      this.#fail(`A candidate cannot be drawn: ${error instanceof Error ? error.message : String(error)}`);
      option.paper.textContent = candidate.text;
      return [option];
    }
  }

  #listenTo(element: HTMLElement, nth: number): void {
    element.addEventListener('click', () => {
      this.choose(nth);
      this.#page.list.focus();
    });
    element.addEventListener('dblclick', () => this.grant({ kind: 'insert' }));
  }

  #clear(revision: number, state: string, text: string): void {
    const { body, list, message, status, insert, play } = this.#page;
    this.#transport.load(null);
    this.#shown = { revision, options: [] };
    this.#chosen = 0;
    list.replaceChildren();
    list.removeAttribute('aria-activedescendant');
    list.hidden = true;
    message.hidden = text === '';
    message.textContent = text;
    status.textContent = text;
    body.dataset['state'] = state;
    delete body.dataset['trouble'];
    body.dataset['candidates'] = '0';
    insert.disabled = true;
    play.disabled = true;
  }

  #outdate(): void {
    const { body, message, status, insert } = this.#page;
    body.dataset['state'] = 'stale';
    insert.disabled = true;
    message.hidden = false;
    message.textContent = 'The text has changed. Press R for candidates at the cursor.';
    status.textContent = message.textContent;
  }

  #isCurrent(): boolean {
    return this.#page.body.dataset['state'] === 'ready' && this.#shown.options.length > 0;
  }

  #isSounding(): boolean {
    return this.#sound === 'playing' || this.#sound === 'preparing';
  }

  #togglePlaying(): void {
    if (this.#isSounding()) this.#transport.stop();
    else void this.#transport.playFrom(0);
  }

  #showSound(state: TransportState): void {
    this.#sound = state;
    this.#page.body.dataset['sound'] = state;
    this.#page.playLabel.textContent = this.#isSounding() ? 'Stop' : 'Play';
  }

  #showPerformance({ rms, buffer }: Performance): void {
    this.#page.body.dataset['rms'] = rms.toFixed(4);
    this.#page.body.dataset['seconds'] = buffer.duration.toFixed(2);
  }

  #showProgress(moment: number): void {
    const option = this.#shown.options[this.#chosen];
    const now = option?.score?.timeline.moments[moment];
    if (option) mark(option.paper, option.score && now ? notesOfMoment(option.score, now) : [], 'sounding');
  }

  #fail(message: string): void {
    fail(this.#page, this.#post, message);
  }
}
