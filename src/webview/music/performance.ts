import abcjs from 'abcjs';
import { levels } from './levels.ts';
import { pianoKey } from './note-names.ts';
import type { Score } from './score.ts';
import { loadSounds, type SoundSource } from './sounds.ts';

/** A tune rendered to sound. */
export interface Performance {
  readonly buffer: AudioBuffer;
  /** Seconds of music; the buffer is longer by the last note's fading. */
  readonly duration: number;
  /** Root mean square and highest magnitude of its first channel, 1 being full scale. */
  readonly rms: number;
  readonly peak: number;
}

/** Longer than this is not rendered: a stereo buffer takes some 20 MB a minute. */
const LONGEST_MINUTES = 15;

/** Renders a tune at `speed` times its own tempo. Fails with one clear line where it is too long to play. */
export async function perform(score: Score, source: SoundSource, speed: number): Promise<Performance> {
  const duration = score.timeline.duration / speed;
  if (!(duration > 0)) throw new Error('This tune has no notes to play, or a meter or tempo of zero.');
  if (duration > LONGEST_MINUTES * 60) {
    throw new Error(
      `This tune would play for ${Math.round(duration / 60)} minutes; ${LONGEST_MINUTES} is the most.`,
    );
  }
  await loadSounds(score.visual, source);
  const synth = new abcjs.synth.CreateSynth();
  await synth.init({
    visualObj: score.visual,
    millisecondsPerMeasure: score.visual.millisecondsPerMeasure() / speed,
    options: {
      soundFontUrl: source.folder,
      soundFontVolumeMultiplier: 1,
      sequenceCallback: (tracks) => {
        // abcjs leaves out what lies beyond its table of pitches; it reads the tracks again, not the answer.
        for (const track of tracks) for (const note of track) note.pitch = pianoKey(note.pitch);
        return tracks;
      },
    },
  });
  await synth.prime();
  const buffer = synth.getAudioBuffer();
  if (!buffer) throw new Error('There is nothing to play in this tune.');
  return { buffer, duration, ...levels(buffer.getChannelData(0)) };
}
