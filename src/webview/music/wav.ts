/** Peaks above this are brought down to it, so that nothing is clipped. */
const LOUDEST = 0.95;
const HEADER_BYTES = 44;

/**
 * Sound as a WAV file of 16 bits a sample (RIFF, PCM). `channels` are as long as each other, full scale being 1.
 */
export function wavOf(channels: readonly Float32Array[], sampleRate: number): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const bytesPerFrame = 2 * channels.length;
  const size = frames * bytesPerFrame;
  const file = new DataView(new ArrayBuffer(HEADER_BYTES + size));
  const ascii = (at: number, text: string): void => {
    for (let i = 0; i < text.length; i += 1) file.setUint8(at + i, text.charCodeAt(i));
  };
  ascii(0, 'RIFF');
  file.setUint32(4, HEADER_BYTES - 8 + size, true);
  ascii(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true);
  file.setUint16(22, channels.length, true);
  file.setUint32(24, sampleRate, true);
  file.setUint32(28, sampleRate * bytesPerFrame, true);
  file.setUint16(32, bytesPerFrame, true);
  file.setUint16(34, 16, true);
  ascii(36, 'data');
  file.setUint32(40, size, true);
  writeSamples(file, channels, frames);
  return new Uint8Array(file.buffer);
}

function writeSamples(file: DataView, channels: readonly Float32Array[], frames: number): void {
  const peak = channels.reduce(
    (highest, samples) => samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), highest),
    0,
  );
  const scale = 32767 * Math.min(1, LOUDEST / Math.max(peak, 1e-6));
  let at = HEADER_BYTES;
  for (let frame = 0; frame < frames; frame += 1) {
    for (const samples of channels) {
      file.setInt16(at, Math.round(scale * (samples[frame] ?? 0)), true);
      at += 2;
    }
  }
}
