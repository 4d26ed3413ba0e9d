import type { Alternatives } from '../../worker/protocol.ts';
import { bitsOfShade, type Shade } from './shades.ts';

/** A chance of so many bits: `31 %`, for rare notes `1 in 40`, `1 in 3,400`. */
export function chanceOf(bits: number): string {
  if (bits < Math.log2(10)) return percent(2 ** -bits);
  if (bits > 20) return 'under 1 in a million';
  return `1 in ${Number((2 ** bits).toPrecision(2)).toLocaleString('en')}`;
}

/** `31 %`, `0.4 %`, `under 0.1 %` */
export function percent(probability: number): string {
  const share = 100 * probability;
  if (share < 0.1) return 'under 0.1 %';
  return `${share.toFixed(share < 1 ? 1 : 0)} %`;
}

/** How surprising one note is: the first line of its hover. */
export function surpriseLine(bits: number | null): string {
  if (bits === null) return '**Surprise:** the model has never seen such a note';
  return `**Surprise:** ${chanceOf(bits)} · ${bits.toFixed(1)} bits`;
}

/** A code span that shows just that text, which holds no backquotes. */
const code = (text: string): string => `\`${text}\``;

/**
 * What could stand in the place of a note, as Markdown; empty where nothing could. `linkTo` gives the target of the
 * link that puts a note in place.
 */
export function alternativesText(
  { alternatives, otherLength }: Alternatives,
  bits: number | null,
  linkTo: (text: string) => string,
): string {
  const own = bits === null ? 0 : 2 ** -bits;
  const list = (title: string, chosen: Alternatives['alternatives']): string[] => {
    const entries = chosen.map(({ text, probability }) => {
      return `[${code(text)}](${linkTo(text)} "Put ${text} in its place") ${percent(probability)}`;
    });
    return entries.length === 0 ? [] : [`${title}: ${entries.join(' · ')}`];
  };
  const lines = [
    ...list(
      'Likelier here',
      alternatives.filter(({ probability }) => probability > own),
    ),
    ...list(
      'Also possible',
      alternatives.filter(({ probability }) => probability <= own),
    ),
  ];
  if (otherLength !== null && otherLength.probability > own) {
    const { text, probability } = otherLength;
    lines.push(`Likeliest of all, in another length: ${code(text)} ${percent(probability)}`);
  }
  return lines.join('\n\n');
}

/** What a shade stands for, in the legend. */
export function shadeLabel(shade: Shade, from: number): string {
  return `from 1 in ${Math.round(2 ** bitsOfShade(shade, from)).toLocaleString('en')}`;
}
