import { type BarTexts, readCharacter, startBarTexts } from '../abc/canonical/bar-texts.ts';
import { bodyStart } from '../abc/canonical/tune.ts';
import { advance } from './constraint/advance.ts';
import { meterTicks } from './constraint/inline-field.ts';
import { type Reading, startReading } from './constraint/reading.ts';

/** What canonical text has said up to its end. */
export interface Music {
  readonly reading: Reading;
  readonly bars: BarTexts;
}

/** A line of canonical text that has been read. */
interface ReadLine {
  readonly end: number;
  readonly music: Music;
}

/**
 * A reader of canonical texts that goes on from the last line which a text has in common with the one before, so that
 * a keystroke costs its own line only, however long the tune.
 */
export function createMusicReader(): (canonical: string) => Music {
  let known = '';
  let lines: ReadLine[] = [];
  return (canonical) => {
    const same = lengthInCommon(known, canonical);
    const body = bodyStart(canonical);
    lines = lines.filter(({ end }) => end <= same);
    let { end, music } = lines.at(-1) ?? { end: body, music: startMusic(canonical.slice(0, body)) };
    for (const line of canonical.slice(end).split(/(?<=\n)/)) {
      for (const character of line) music = advanceMusic(music, character);
      end += line.length;
      if (line.endsWith('\n')) lines.push({ end, music });
    }
    known = canonical;
    return music;
  };
}

function startMusic(header: string): Music {
  const { meter, compound } = meterTicks(/^M:(.*)$/m.exec(header)?.[1] ?? 'none');
  return { reading: startReading(meter, compound), bars: startBarTexts(header) };
}

function advanceMusic({ reading, bars }: Music, character: string): Music {
  return { reading: advance(reading, character), bars: readCharacter(bars, character) };
}

function lengthInCommon(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
