import abcjs, { type TuneObject } from 'abcjs';
import type { Moment, Timeline } from './timeline.ts';
import { readWarning, type Warning } from './warnings.ts';

/** A note or rest in the score, with the characters of the engraved text that it stands for. */
interface ScoreNote {
  readonly start: number;
  readonly end: number;
  readonly element: SVGElement;
}

/** A tune drawn on the page. */
export interface Score {
  readonly visual: TuneObject;
  readonly notes: readonly ScoreNote[];
  readonly warnings: readonly Warning[];
  readonly timeline: Timeline;
}

/**
 * Draws `text`, one tune, into `paper`. `onClick` is told the characters of the note that was clicked, white space
 * around them left out. Returns null where abcjs finds no tune at all.
 */
export function engrave(
  paper: HTMLElement,
  text: string,
  onClick: (start: number, end: number) => void,
): Score | null {
  const tunes: readonly TuneObject[] = abcjs.renderAbc(paper, text, {
    responsive: 'resize',
    add_classes: true,
    staffwidth: staffWidth(paper),
    expandToWidest: true,
    // abcjs marks what is clicked by a colour attribute: the style sheet does it here.
    selectionColor: 'currentColor',
    paddingtop: 8,
    paddingbottom: 24,
    paddingleft: 12,
    paddingright: 12,
    clickListener: (element) => {
      const { start, end } = trimmed(text, element.startChar ?? 0, element.endChar ?? 0);
      onClick(start, end);
    },
  });
  const visual = tunes[0];
  if (visual === undefined) return null;
  return {
    visual,
    notes: notesOf(visual),
    warnings: (visual.warnings ?? []).map(readWarning),
    timeline: timelineOf(visual),
  };
}

/** Staff width in abcjs' pixels: as wide as the page, so that notes keep their size where a line leaves them room. */
function staffWidth(paper: HTMLElement): number {
  return Math.max(480, Math.min(800, paper.clientWidth - 24));
}

/** The notes of a selection; for a cursor alone those that hold it, or else those that end at it. */
export function notesIn(score: Score, from: number, to: number): readonly ScoreNote[] {
  if (from < to) return score.notes.filter(({ start, end }) => end > from && start < to);
  const offset = from;
  const holding = score.notes.filter(({ start, end }) => start <= offset && offset < end);
  return holding.length > 0 ? holding : score.notes.filter(({ end }) => end === offset);
}

/** The notes that start where one of `moment`'s notes starts. */
export function notesOfMoment(score: Score, moment: Moment): readonly ScoreNote[] {
  return score.notes.filter((note) => moment.notes.some(({ start }) => start === note.start));
}

/** Moves a mark (a class of the style sheet) from all notes that have it to `notes`; says whether it moved. */
export function mark(paper: HTMLElement, notes: readonly ScoreNote[], name: string): boolean {
  const wanted = new Set<Element>(notes.map(({ element }) => element));
  let moved = false;
  for (const element of paper.querySelectorAll(`.${name}`)) {
    if (!wanted.delete(element)) element.classList.remove(name);
  }
  for (const element of wanted) {
    element.classList.add(name);
    moved = true;
  }
  return moved;
}

/** A range without the white space at its two ends: abcjs counts the blanks around a note as its own. */
function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  const inside = text.slice(start, end);
  const from = start + inside.length - inside.trimStart().length;
  return { start: from, end: Math.max(from, start + inside.trimEnd().length) };
}

function notesOf(visual: TuneObject): readonly ScoreNote[] {
  return visual.getSelectableArray().flatMap(({ absEl, svgEl }) => {
    const { startChar, endChar } = absEl.abcelem;
    return startChar === undefined || endChar === undefined || startChar < 0
      ? []
      : [{ start: startChar, end: endChar, element: svgEl }];
  });
}

function timelineOf(visual: TuneObject): Timeline {
  const events = new abcjs.TimingCallbacks(visual).noteTimings;
  const moments = events
    .filter(({ type, startCharArray }) => type === 'event' && startCharArray !== undefined)
    .map(({ milliseconds, startCharArray = [], endCharArray = [] }) => ({
      at: milliseconds / 1000,
      notes: startCharArray.map((start, index) => ({ start, end: endCharArray[index] ?? start })),
    }));
  return { moments, duration: (events.at(-1)?.milliseconds ?? 0) / 1000 };
}
