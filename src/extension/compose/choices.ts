/** Rhythms as tunebooks name them in R:, with what a newcomer should know. */
export const RHYTHMS = [
  { label: 'reel', description: '4/4, running eighths' },
  { label: 'jig', description: '6/8' },
  { label: 'hornpipe', description: '4/4, dotted' },
  { label: 'polka', description: '2/4' },
  { label: 'slip jig', description: '9/8' },
  { label: 'slide', description: '12/8' },
  { label: 'waltz', description: '3/4' },
  { label: 'march', description: '4/4, 2/4 or 6/8' },
  { label: 'air', description: 'slow' },
  { label: 'barndance', description: '4/4' },
  { label: 'strathspey', description: '4/4, Scotch snaps' },
  { label: 'mazurka', description: '3/4' },
] as const;

const METERS = ['4/4', '2/4', '6/8', '9/8', '12/8', '3/4', '3/8', '2/2', '5/4', '7/8'] as const;

/** Meters that a rhythm is usually in, the usual one first. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  reel: ['4/4', '2/2'],
  jig: ['6/8'],
  hornpipe: ['4/4', '2/2'],
  polka: ['2/4'],
  'slip jig': ['9/8'],
  slide: ['12/8', '6/8'],
  waltz: ['3/4'],
  march: ['4/4', '2/4', '6/8'],
  air: ['3/4', '4/4', '6/8'],
  barndance: ['4/4'],
  strathspey: ['4/4'],
  mazurka: ['3/4'],
};

/** All meters, those a rhythm is usually in first. */
export function metersFor(rhythm: string): string[] {
  return [...new Set([...(USUAL[rhythm] ?? []), ...METERS])];
}

/** Keys that fiddles, flutes and pipes like, then the others. */
export const KEYS = [
  { label: 'D', description: 'major, 2 sharps' },
  { label: 'G', description: 'major, 1 sharp' },
  { label: 'A', description: 'major, 3 sharps' },
  { label: 'C', description: 'major' },
  { label: 'F', description: 'major, 1 flat' },
  { label: 'Em', description: 'minor, 1 sharp' },
  { label: 'Am', description: 'minor' },
  { label: 'Bm', description: 'minor, 2 sharps' },
  { label: 'Dm', description: 'minor, 1 flat' },
  { label: 'Gm', description: 'minor, 2 flats' },
  { label: 'Edor', description: 'Dorian, 2 sharps' },
  { label: 'Ador', description: 'Dorian, 1 sharp' },
  { label: 'Ddor', description: 'Dorian' },
  { label: 'Bdor', description: 'Dorian, 3 sharps' },
  { label: 'Amix', description: 'Mixolydian, 2 sharps' },
  { label: 'Dmix', description: 'Mixolydian, 1 sharp' },
  { label: 'Gmix', description: 'Mixolydian' },
  { label: 'Bb', description: 'major, 2 flats' },
  { label: 'E', description: 'major, 4 sharps' },
] as const;
