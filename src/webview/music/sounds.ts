import abcjs, { type TuneObject } from 'abcjs';
import soundsCache from 'abcjs/src/synth/sounds-cache';
import { noteName, pianoKey } from './note-names.ts';

type Note = Awaited<(typeof soundsCache)[string][string]>;

/** Where decoded sounds come from and where trouble with them is told. */
export interface SoundSource {
  readonly context: BaseAudioContext;
  /** Address of the folder of mp3 files, one per piano key, ending in "/". */
  readonly folder: string;
  readonly report: (message: string) => void;
}

const PIANO = 'acoustic_grand_piano';
const PERCUSSION = 'percussion';
const piano: Record<string, Promise<Note>> = {};
const percussion: Record<string, Promise<Note>> = {};

/**
 * Puts every note that `visual` will ask for into abcjs' store of sounds, so that abcjs itself never loads
 * anything. One piano stands in for all instruments, a wooden click for all percussion; a sound that cannot be
 * read is told and left silent: playback never dies of a missing note.
 */
export async function loadSounds(visual: TuneObject, source: SoundSource): Promise<void> {
  for (const instrument of abcjs.synth.instrumentIndexToName) soundsCache[instrument] = piano;
  soundsCache[PERCUSSION] = percussion;
  for (const pitch of pitchesOf(visual)) {
    const name = noteName(pitch);
    const key = noteName(pianoKey(pitch));
    piano[key] ??= loadNote(key, source);
    piano[name] ??= piano[key];
    percussion[name] ??= Promise.resolve(note(PERCUSSION, name, click(source.context)));
  }
  await Promise.all(Object.values(piano));
}

function pitchesOf(visual: TuneObject): ReadonlySet<number> {
  const pitches = new Set<number>();
  for (const track of visual.setUpAudio({}).tracks) {
    for (const event of track) if (event.cmd === 'note') pitches.add(event.pitch);
  }
  return pitches;
}

async function loadNote(name: string, { context, folder, report }: SoundSource): Promise<Note> {
  try {
    const response = await fetch(`${folder}${PIANO}-mp3/${name}.mp3`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return note(PIANO, name, await context.decodeAudioData(await response.arrayBuffer()));
  } catch (error) {
    report(
      `The sound of ${name} could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
    return note(PIANO, name, context.createBuffer(1, 1, context.sampleRate));
  }
}

function note(instrument: string, name: string, audioBuffer: AudioBuffer): Note {
  return { instrument, name, status: 'loaded', audioBuffer };
}

/** A tap on wood: two partials that die away within a tenth of a second. */
function click(context: BaseAudioContext): AudioBuffer {
  const { sampleRate } = context;
  const buffer = context.createBuffer(1, Math.round(sampleRate * 0.1), sampleRate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < samples.length; i += 1) {
    const t = i / sampleRate;
    const tone = 0.6 * Math.sin(2 * Math.PI * 1050 * t) + 0.4 * Math.sin(2 * Math.PI * 1580 * t);
    samples[i] = 0.5 * tone * Math.exp(-60 * t);
  }
  return buffer;
}
