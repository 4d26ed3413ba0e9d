/**
 * Renders the piano that the preview plays: one short mono mp3 per pitch, A0 to C8.
 *
 *   node scripts/render-sounds.mjs            render into media/sounds/acoustic_grand_piano-mp3/
 *   node scripts/render-sounds.mjs --check    decode what is there; measure loudness and pitch of every file
 *
 * Needs three programs and a sound font, all in Debian: fluidsynth, lame, fluid-soundfont-gm (FluidR3 GM by
 * Frank Wen, MIT licence). SOUND_FONT names another .sf2. The results are committed, so a build needs none of it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SOUND_FONT = process.env.SOUND_FONT ?? '/usr/share/sounds/sf2/FluidR3_GM.sf2';
const FOLDER = join(import.meta.dirname, '../media/sounds/acoustic_grand_piano-mp3');
const LOWEST = 21; // A0
const HIGHEST = 108; // C8
const SAMPLE_RATE = 44100;
const VELOCITY = 90;
/** Seconds between two notes of the rendering: longer than any note is kept. */
const SPACING = 7;
/** The highest peak of all notes. */
const PEAK = 0.8;
/** How much of a note's distance from the loudness of its neighbourhood is taken away: recordings differ by 8 dB. */
const EVENING = 0.6;
const SEMITONES = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'];

const noteName = (pitch) => `${SEMITONES[pitch % 12]}${Math.floor(pitch / 12) - 1}`;
const pitches = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, index) => LOWEST + index);
const mp3Of = (pitch) => join(FOLDER, `${noteName(pitch)}.mp3`);

/** How long a note is kept, in seconds: strings ring shorter the higher they are. */
const lengthOf = (pitch) => 4.5 - (3 * (pitch - LOWEST)) / (HIGHEST - LOWEST);

/** A MIDI variable-length quantity. */
function variableLength(value) {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** A format-0 MIDI file that plays every pitch in turn; one tick is a millisecond. */
function allNotesMidi() {
  const held = 6000;
  const events = [[0x00, 0xc0, 0x00]];
  pitches.forEach((pitch, index) => {
    events.push([...variableLength(index === 0 ? 0 : SPACING * 1000 - held), 0x90, pitch, VELOCITY]);
    events.push([...variableLength(held), 0x80, pitch, 0]);
  });
  events.push([...variableLength(SPACING * 1000 - held), 0xff, 0x2f, 0x00]);
  const tempo = [0x00, 0xff, 0x51, 0x03, 0x0f, 0x42, 0x40]; // 1,000,000 µs a quarter of 1000 ticks
  const track = Buffer.from([...tempo, ...events.flat()]);
  const header = Buffer.from([0x4d, 0x54, 0x68, 0x64, 0, 0, 0, 6, 0, 0, 0, 1, 0x03, 0xe8]);
  const trackHeader = Buffer.from([0x4d, 0x54, 0x72, 0x6b, 0, 0, 0, 0]);
  trackHeader.writeUInt32BE(track.length, 4);
  return Buffer.concat([header, trackHeader, track]);
}

/** Plays the MIDI file dry (no reverb, no chorus) and mixes it down to one channel. */
function render(folder) {
  const midi = join(folder, 'notes.mid');
  const raw = join(folder, 'notes.raw');
  writeFileSync(midi, allNotesMidi());
  const quiet = ['-ni', '-q', '-R', '0', '-C', '0', '-g', '0.6', '-r', `${SAMPLE_RATE}`];
  execFileSync('fluidsynth', [...quiet, '-T', 'raw', '-O', 'float', '-F', raw, SOUND_FONT, midi]);
  const bytes = readFileSync(raw);
  const stereo = new Float32Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.length / 4));
  return Float32Array.from({ length: stereo.length / 2 }, (_, i) => (stereo[2 * i] + stereo[2 * i + 1]) / 2);
}

const peakOf = (samples) => samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
const rmsOf = (samples) =>
  Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);

/** One note out of the rendering: silence before it cut off, the end faded out over its last third. */
function cutNote(rendering, pitch) {
  const start = (pitch - LOWEST) * SPACING * SAMPLE_RATE;
  const window = rendering.subarray(start, start + (SPACING - 1) * SAMPLE_RATE);
  const threshold = peakOf(window) / 300;
  const onset = Math.max(0, window.findIndex((sample) => Math.abs(sample) > threshold) - 40);
  const length = Math.round(lengthOf(pitch) * SAMPLE_RATE);
  const fade = Math.round(length / 3);
  return Float32Array.from({ length }, (_, i) => {
    const left = (length - i) / fade;
    return (window[onset + i] ?? 0) * (left < 1 ? left * left : 1);
  });
}

const loudnessOf = (samples) => 20 * Math.log10(rmsOf(samples.subarray(0, SAMPLE_RATE)));

/** Gains that draw every note towards the straight line of loudness (dB) over pitch that fits all notes best. */
function eveningGains(notes) {
  const loudness = notes.map(loudnessOf);
  const middle = (notes.length - 1) / 2;
  const mean = loudness.reduce((sum, value) => sum + value, 0) / notes.length;
  const covariance = loudness.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  const slope = covariance / loudness.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
  return loudness.map((value, i) => 10 ** ((EVENING * (mean + slope * (i - middle) - value)) / 20));
}

function encode(samples, gain, path) {
  const pcm = Buffer.alloc(samples.length * 2);
  samples.forEach((sample, i) => pcm.writeInt16LE(Math.round(sample * gain * 32767), 2 * i));
  const input = [
    '-r',
    '-s',
    `${SAMPLE_RATE / 1000}`,
    '--bitwidth',
    '16',
    '--signed',
    '--little-endian',
    '-m',
    'm',
  ];
  const quality = ['-q', '0', '-V', '6', '--resample', '32'];
  const stdio = ['pipe', 'ignore', 'ignore'];
  execFileSync('lame', ['--quiet', ...input, ...quality, '-', path], { input: pcm, stdio });
}

function renderAll() {
  const folder = mkdtempSync(join(tmpdir(), 'tunewright-sounds-'));
  try {
    const rendering = render(folder);
    const notes = pitches.map((pitch) => cutNote(rendering, pitch));
    const gains = eveningGains(notes);
    const scale = PEAK / Math.max(...notes.map((note, i) => peakOf(note) * gains[i]));
    rmSync(FOLDER, { recursive: true, force: true });
    mkdirSync(FOLDER, { recursive: true });
    notes.forEach((note, i) => encode(note, gains[i] * scale, mp3Of(pitches[i])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Samples of an mp3 and their rate. */
function decode(path) {
  const wav = execFileSync('lame', ['--quiet', '--decode', path, '-'], { maxBuffer: 1 << 26 });
  const data = wav.subarray(44);
  const samples = Float32Array.from({ length: data.length >> 1 }, (_, i) => data.readInt16LE(2 * i) / 32768);
  return { samples, rate: wav.readUInt32LE(24) };
}

/** Normalised autocorrelation of the samples at a lag that need not be whole. */
function autocorrelation(samples, lag) {
  const whole = Math.floor(lag);
  const part = lag - whole;
  let product = 0;
  let here = 0;
  let there = 0;
  for (let i = 0; i + whole + 1 < samples.length; i += 1) {
    const later = samples[i + whole] * (1 - part) + samples[i + whole + 1] * part;
    product += samples[i] * later;
    here += samples[i] * samples[i];
    there += later * later;
  }
  return product / Math.sqrt(here * there || 1);
}

/**
 * Cents by which a note is off its equal-tempered pitch: the lag of best self-likeness among lags within an
 * octave below and above (so a wrong note shows as what it is), favouring the shortest of equals.
 */
function centsOff({ samples, rate }, pitch) {
  const period = rate / (440 * 2 ** ((pitch - 69) / 12));
  const from = Math.round(rate * 0.05);
  const window = samples.subarray(from, from + Math.max(2048, Math.round(period * 12)));
  let best = { cents: 0, likeness: -1 };
  for (let cents = 1150; cents >= -1150; cents -= 5) {
    const likeness = autocorrelation(window, period * 2 ** (-cents / 1200));
    if (likeness > best.likeness + 1e-4) best = { cents, likeness };
  }
  return best;
}

function check() {
  let total = 0;
  const wrong = pitches.filter((pitch) => {
    const sound = decode(mp3Of(pitch));
    const seconds = sound.samples.length / sound.rate;
    const loudness = rmsOf(sound.samples.subarray(0, sound.rate));
    const { cents, likeness } = centsOff(sound, pitch);
    const bytes = statSync(mp3Of(pitch)).size;
    total += bytes;
    const figures = [
      `${bytes} B`,
      `${seconds.toFixed(2)} s`,
      `RMS ${loudness.toFixed(3)}`,
      `${cents} cents (${likeness.toFixed(2)})`,
    ];
    console.log(`${noteName(pitch).padEnd(4)} ${figures.join('  ')}`);
    return loudness < 0.005 || Math.abs(cents) > 60;
  });
  console.log(
    `${pitches.length} notes, ${total} bytes; ${wrong.length === 0 ? 'all sound at their pitch' : `wrong: ${wrong.map(noteName).join(' ')}`}`,
  );
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

if (process.argv.includes('--check')) check();
else renderAll();
