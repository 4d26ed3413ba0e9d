import type { Section } from '../../abc/book.ts';
import type { Surprise, SurpriseParameters } from '../../worker/protocol.ts';

/** A tune to be read, and the header of its file. */
export interface ReadTune {
  readonly section: Section;
  readonly fileHeader: string;
}

/** What readings need of the world. */
export interface ReadingsWorld {
  ask(request: Omit<SurpriseParameters, 'model'>, signal: AbortSignal): Promise<Surprise>;
  /** Rejects when the signal aborts. */
  sleep(millis: number, signal: AbortSignal): Promise<void>;
  /** Which model would answer now; another name means other answers. */
  model(): string;
  /** Told of every tune that has been read. */
  answered(): void;
  failed(error: unknown): void;
}

/** What the model finds of tunes, as far as it has been asked. */
export interface Readings {
  /** Undefined where a tune has not been read as it is now. Offsets are those of the tune's text. */
  of(tune: ReadTune): Surprise | undefined;
  /** Asks for tunes that are not known, after so many milliseconds. An earlier question gives way to a newer one. */
  read(tunes: readonly ReadTune[], delay: number): void;
  /** Gives up what is under way. */
  stop(): void;
}

/** Remembers readings by section, which is the same object while its text is: none is ever about another text. */
export function createReadings(world: ReadingsWorld): Readings {
  const known = new WeakMap<Section, { readonly key: string; readonly surprise: Surprise }>();
  /** What has been asked for last, and for which model and file header. */
  let asked: ReadonlyMap<Section, string> = new Map();
  let current = new AbortController();

  const keyOf = ({ fileHeader }: ReadTune): string => `${world.model()}\n${fileHeader}`;
  const of = (tune: ReadTune): Surprise | undefined => {
    const found = known.get(tune.section);
    return found?.key === keyOf(tune) ? found.surprise : undefined;
  };
  const stop = (): void => {
    current.abort();
    current = new AbortController();
    asked = new Map();
  };
  const ask = async (tunes: readonly ReadTune[], delay: number, signal: AbortSignal): Promise<void> => {
    await world.sleep(delay, signal);
    for (const [section, tune] of new Map(tunes.map((tune) => [tune.section, tune]))) {
      const key = keyOf(tune);
      const surprise = await world.ask({ text: section.text, fileHeader: tune.fileHeader }, signal);
      known.set(section, { key, surprise });
      if (!signal.aborted) world.answered();
    }
  };
  return {
    of,
    stop,
    read: (tunes, delay) => {
      const unknown = tunes.filter((tune) => of(tune) === undefined);
      if (unknown.every((tune) => asked.get(tune.section) === keyOf(tune))) return;
      stop();
      asked = new Map(unknown.map((tune) => [tune.section, keyOf(tune)]));
      const { signal } = current;
      ask(unknown, delay, signal).catch((error: unknown) => {
        if (!signal.aborted) world.failed(error);
      });
    },
  };
}
