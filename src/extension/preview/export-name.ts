import { titlesOf } from '../heading.ts';

/** Longer names are refused by some systems. */
const LONGEST = 80;

/** The name of a tune's file, by its title, as every system takes it. */
export function exportName(tuneText: string, extension: string): string {
  const [title = ''] = titlesOf(tuneText);
  const clean = title.replaceAll(/[\\/:*?"<>|\u0000-\u001f\u007f]+/g, '-');
  const name = Array.from(clean)
    .slice(0, LONGEST)
    .join('')
    .replaceAll(/^[-. ]+|[-. ]+$/g, '');
  return `${name === '' ? 'tune' : name}.${extension}`;
}
