const SEMITONES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'] as const;

/** MIDI pitches of the lowest and highest key of the piano, A0 and C8. */
export const LOWEST_KEY = 21;
export const HIGHEST_KEY = 108;

/** Name of a MIDI pitch (60 = C4) with flats for the black keys, as sound files and abcjs call it. */
export function noteName(pitch: number): string {
  return `${SEMITONES[((pitch % 12) + 12) % 12] ?? 'C'}${Math.floor(pitch / 12) - 1}`;
}

/** The piano key that sounds for a MIDI pitch: itself, or the nearest octave of it on the keyboard. */
export function pianoKey(pitch: number): number {
  if (pitch < LOWEST_KEY) return pitch + 12 * Math.ceil((LOWEST_KEY - pitch) / 12);
  if (pitch > HIGHEST_KEY) return pitch - 12 * Math.ceil((pitch - HIGHEST_KEY) / 12);
  return pitch;
}
