/** A value of a field, and what to know of it. */
export interface Value {
  readonly text: string;
  readonly detail: string;
}

/** Meters as M: writes them, the usual ones first. */
export const METERS: readonly Value[] = [
  { text: '4/4', detail: 'reels, hornpipes, barndances' },
  { text: '6/8', detail: 'jigs' },
  { text: '3/4', detail: 'waltzes, mazurkas' },
  { text: '2/4', detail: 'polkas' },
  { text: '9/8', detail: 'slip jigs' },
  { text: '12/8', detail: 'slides' },
  { text: 'C', detail: 'common time, 4/4' },
  { text: 'C|', detail: 'cut time, 2/2' },
  { text: '2/2', detail: 'cut time' },
  { text: '3/2', detail: 'triple hornpipes' },
  { text: '3/8', detail: 'passepieds' },
  { text: '5/4', detail: '' },
  { text: '5/8', detail: '' },
  { text: '7/8', detail: '' },
  { text: '(2+3)/8', detail: '5/8 in beats of 2 and 3' },
  { text: '(2+2+3)/8', detail: '7/8 in beats of 2, 2 and 3' },
  { text: 'none', detail: 'free meter' },
];

export const UNIT_NOTE_LENGTHS: readonly Value[] = [
  { text: '1/8', detail: 'a bare letter is an eighth note' },
  { text: '1/4', detail: 'a bare letter is a quarter note' },
  { text: '1/16', detail: 'a bare letter is a sixteenth note' },
  { text: '1/2', detail: 'a bare letter is a half note' },
  { text: '1/32', detail: 'a bare letter is a thirty-second note' },
];

/** Rhythms as tunebooks name them. */
export const RHYTHMS: readonly Value[] = [
  { text: 'reel', detail: '4/4, running eighths' },
  { text: 'jig', detail: '6/8' },
  { text: 'slip jig', detail: '9/8' },
  { text: 'slide', detail: '12/8' },
  { text: 'hornpipe', detail: '4/4, dotted' },
  { text: 'polka', detail: '2/4' },
  { text: 'waltz', detail: '3/4' },
  { text: 'mazurka', detail: '3/4' },
  { text: 'barndance', detail: '4/4' },
  { text: 'strathspey', detail: '4/4, Scotch snaps' },
  { text: 'march', detail: '4/4, 2/4 or 6/8' },
  { text: 'air', detail: 'slow' },
  { text: 'three-two', detail: '3/2' },
  { text: 'schottische', detail: '4/4' },
  { text: 'polska', detail: '3/4' },
];
