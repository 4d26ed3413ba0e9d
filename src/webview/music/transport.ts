import { type Performance, perform } from './performance.ts';
import { Player } from './player.ts';
import type { Score } from './score.ts';
import { momentAt, type Stretch } from './timeline.ts';

/** What the transport is doing. `empty`: there is no tune to play. */
export type TransportState = 'empty' | 'ready' | 'preparing' | 'playing' | 'paused';

/** What is played over and over. */
type Loop = Stretch | 'whole' | null;

/** How the transport shows what it does. Times are seconds of the tune at its own tempo. */
interface TransportView {
  onState(state: TransportState): void;
  onPerformance(performance: Performance): void;
  /** Called with every frame while playing, and once with moment -1 when it stops. */
  onProgress(seconds: number, moment: number, peak: number): void;
  onFailure(message: string): void;
}

/** Play, pause and stop for the tune on the page. */
export class Transport {
  readonly #folder: string;
  readonly #view: TransportView;
  #state: TransportState = 'empty';
  #score: Score | null = null;
  #context: AudioContext | null = null;
  #player: Player | null = null;
  #performance: { readonly speed: number; readonly sound: Performance } | null = null;
  #speed = 1;
  #loop: Loop = null;
  #pausedAt = 0;
  /** Changes with every order to play or stop: a rendering that comes back to another order is dropped. */
  #order = 0;

  /** `folder` is the address of the sounds, ending in "/". */
  constructor(folder: string, view: TransportView) {
    this.#folder = folder;
    this.#view = view;
  }

  /** Takes up another tune, or none; what plays stops. */
  load(score: Score | null): void {
    this.stop();
    this.#score = score;
    this.#performance = null;
    this.#enter(score && score.timeline.moments.length > 0 ? 'ready' : 'empty');
  }

  /** The Play button: play, pause, go on. */
  toggle(): void {
    if (this.#state === 'playing') this.#pause();
    else if (this.#state === 'preparing') this.stop();
    else void this.playFrom(this.#state === 'paused' ? this.#pausedAt : this.#beginning());
  }

  /** Stops and goes back to the start. */
  stop(): void {
    this.#order += 1;
    this.#player?.stop();
    this.#pausedAt = 0;
    if (this.#state === 'empty' || this.#state === 'ready') return;
    this.#view.onProgress(0, -1, 0);
    this.#enter('ready');
  }

  /** Plays from `seconds` of the tune's own tempo. */
  async playFrom(seconds: number): Promise<void> {
    const score = this.#score;
    if (!score || this.#state === 'empty') return;
    this.#order += 1;
    const order = this.#order;
    this.#player?.stop();
    this.#enter('preparing');
    try {
      const player = await this.#wakeUp();
      const sound = await this.#render(score);
      if (order !== this.#order) return;
      player.start(sound, Math.min(seconds / this.#speed, sound.duration), this.#loopIn(sound));
      this.#enter('playing');
      this.#follow(order);
    } catch (error) {
      if (order !== this.#order) return;
      this.#enter('ready');
      this.#view.onFailure(error instanceof Error ? error.message : String(error));
    }
  }

  /** The sound of the tune at the speed that is set, unheard. */
  async record(): Promise<AudioBuffer> {
    if (!this.#score) throw new Error('There is no tune to play.');
    this.#context ??= new AudioContext();
    return (await this.#render(this.#score)).buffer;
  }

  /** Sets the speed, 1 being the tune's own tempo; what plays goes on from where it is. */
  setSpeed(speed: number): void {
    const position = this.#position();
    this.#speed = speed;
    if (this.#state === 'playing' || this.#state === 'preparing') void this.playFrom(position);
  }

  /** Repeats the whole tune or a stretch of it, or no longer; what plays goes on, from within the stretch. */
  setLoop(loop: Loop): void {
    if (sameLoop(loop, this.#loop)) return;
    const position = this.#position();
    this.#loop = loop;
    if (this.#state !== 'playing') return;
    const within = !loop || loop === 'whole' || (position >= loop.from && position < loop.to);
    void this.playFrom(within ? position : loop.from);
  }

  #pause(): void {
    this.#pausedAt = this.#position();
    this.#order += 1;
    this.#player?.stop();
    this.#enter('paused');
  }

  #beginning(): number {
    return this.#loop && this.#loop !== 'whole' ? this.#loop.from : 0;
  }

  #position(): number {
    return this.#state === 'playing' && this.#player ? this.#player.position() * this.#speed : this.#pausedAt;
  }

  /** The player, its clock running. Browsers keep sound back until the page has been clicked. */
  async #wakeUp(): Promise<Player> {
    this.#context ??= new AudioContext();
    this.#player ??= new Player(this.#context, () => this.stop());
    const waited = new Promise((resolve) => setTimeout(resolve, 1500));
    if (this.#context.state !== 'running') await Promise.race([this.#context.resume(), waited]);
    if (this.#context.state !== 'running') throw new Error('Sound is held back until you click Play here.');
    return this.#player;
  }

  async #render(score: Score): Promise<Performance> {
    const speed = this.#speed;
    if (this.#performance?.speed === speed) return this.#performance.sound;
    if (!this.#context) throw new Error('There is no sound device.');
    const report = (message: string): void => this.#view.onFailure(message);
    const sound = await perform(score, { context: this.#context, folder: this.#folder, report }, speed);
    if (score === this.#score) {
      this.#performance = { speed, sound };
      this.#view.onPerformance(sound);
    }
    return sound;
  }

  /** What to repeat, in seconds of the performance. */
  #loopIn({ duration }: Performance): Stretch | null {
    if (!this.#loop) return null;
    if (this.#loop === 'whole') return { from: 0, to: duration };
    return { from: this.#loop.from / this.#speed, to: this.#loop.to / this.#speed };
  }

  #follow(order: number): void {
    if (order !== this.#order || !this.#player || !this.#score) return;
    const seconds = this.#player.position() * this.#speed;
    this.#view.onProgress(seconds, momentAt(this.#score.timeline, seconds), this.#player.peak());
    requestAnimationFrame(() => this.#follow(order));
  }

  #enter(state: TransportState): void {
    this.#state = state;
    this.#view.onState(state);
  }
}

function sameLoop(one: Loop, other: Loop): boolean {
  if (!one || !other || one === 'whole' || other === 'whole') return one === other;
  return one.from === other.from && one.to === other.to;
}
