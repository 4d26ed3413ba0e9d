import abcjs from 'abcjs';
import type { ExportFormat } from '../messages.ts';
import type { Score } from '../music/score.ts';
import { wavOf } from '../music/wav.ts';

/** What a file is made of. */
interface Source {
  readonly score: Score;
  readonly paper: HTMLElement;
  /** The tune at the speed that is set. */
  readonly record: () => Promise<AudioBuffer>;
}

/** A file of a tune: its score as it is drawn, black on white; its notes at the tune's own tempo; its sound. */
export async function exportTune(format: ExportFormat, source: Source): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case 'svg':
      return new TextEncoder().encode(svgOf(source.paper));
    case 'midi':
      return midiOf(source.score);
    case 'wav': {
      const buffer = await source.record();
      const channels = Array.from({ length: buffer.numberOfChannels }, (_, nth) =>
        buffer.getChannelData(nth),
      );
      return wavOf(channels, buffer.sampleRate);
    }
  }
}

function midiOf({ visual }: Score): Uint8Array<ArrayBuffer> {
  const file: unknown = abcjs.synth.getMidiFile(visual, { midiOutputType: 'binary' });
  if (!(file instanceof Uint8Array)) throw new Error('There are no notes to write.');
  return Uint8Array.from(file);
}

/** The score as a document of its own, without the marks of cursor and playback. */
function svgOf(paper: HTMLElement): string {
  const svg = paper.querySelector('svg')?.cloneNode(true);
  if (!(svg instanceof SVGSVGElement)) throw new Error('There is no score to write.');
  for (const mark of ['caret', 'sounding']) {
    for (const element of svg.querySelectorAll(`.${mark}`)) element.classList.remove(mark);
  }
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.setAttribute('style', 'color: #000; background: #fff');
  return new XMLSerializer().serializeToString(svg);
}
