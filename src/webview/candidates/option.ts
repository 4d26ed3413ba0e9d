import { engrave, type Score } from '../music/score.ts';
import { prepareTune } from '../music/tune-text.ts';

/** A candidate as the host tells it, with what it goes on from. */
export interface Candidate {
  readonly header: string;
  readonly lead: string;
  readonly text: string;
  readonly likelihood: number;
  readonly bars: number;
}

/** A candidate on the page. */
export interface Option {
  readonly element: HTMLElement;
  readonly paper: HTMLElement;
  /** Null where abcjs could not draw it. */
  readonly score: Score | null;
}

/** Up to so many bars stand on one line with the bars before them, whatever the tune's habit. */
const ONE_LINE = 2;

/** The tune that a candidate is shown and played as. */
export function tuneOf({ header, lead, text, bars }: Candidate): string {
  const shown = bars > ONE_LINE ? text : text.replaceAll('\n', ' ');
  return `${header}${lead}${shown.trimEnd()}\n`;
}

/** An empty list entry with what is to be said of the `nth` candidate, counting from 0. */
export function createOption(candidate: Candidate, nth: number): Option {
  const percent = `${Math.round(100 * candidate.likelihood)} %`;
  const bars = `${candidate.bars} ${candidate.bars === 1 ? 'bar' : 'bars'}`;
  const element = document.createElement('li');
  element.id = `candidate-${nth + 1}`;
  element.role = 'option';
  element.ariaLabel = `${nth + 1}: ${bars}, ${percent} likely per character. ${candidate.text}`;
  element.append(
    part('span', 'number', String(nth + 1)),
    meter(candidate.likelihood),
    part('span', 'likelihood', percent),
    part('span', 'bars', bars),
  );
  element.title = 'How likely the model finds its characters, on (geometric) average';
  const paper = part('div', 'paper', '');
  element.append(paper);
  return { element, paper, score: null };
}

/** Draws a candidate into its entry, which is on the page by now; its own notes are marked as new. */
export function drawOption(option: Option, candidate: Candidate): Option {
  const { engraved } = prepareTune(tuneOf(candidate), '');
  const score = engrave(option.paper, engraved, () => undefined);
  const start = candidate.header.length + candidate.lead.length;
  for (const note of score?.notes ?? []) {
    note.element.classList.add(note.start >= start ? 'new' : 'lead');
  }
  return { ...option, score };
}

function part(tag: string, name: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

function meter(value: number): HTMLElement {
  const element = document.createElement('meter');
  element.value = value;
  element.ariaHidden = 'true';
  return element;
}
