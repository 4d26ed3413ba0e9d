import { type Field, fieldAt } from './fields.ts';
import { scanTune } from './scan.ts';
import { isMusic, isSound } from './token.ts';
import { printedName, voiceId } from './voice.ts';

/** A part or voice of a tune, from its field to the last character before the next one. */
export interface OutlineEntry {
  readonly kind: 'part' | 'voice';
  /** `A` of P:A, the id of a voice. */
  readonly name: string;
  /** What else is said of it: the name that a voice is printed with, else its properties. */
  readonly detail: string;
  readonly start: number;
  readonly end: number;
  /** Range of the field. */
  readonly fieldStart: number;
  readonly fieldEnd: number;
  /** The voices of a part, or the parts of a voice. */
  readonly children: readonly OutlineEntry[];
}

/** A field P: or V: of the body. */
interface Mark {
  readonly kind: OutlineEntry['kind'];
  readonly name: string;
  readonly detail: string;
  readonly field: Field;
  /** How many notes and rests the tune has before it. */
  readonly soundsBefore: number;
}

/** Where a stretch of marks ends. */
interface Limit {
  readonly offset: number;
  readonly soundsBefore: number;
}

/** A field P: or V:, at the start of a line or in brackets. */
const MAY_HAVE = /(?:^|\[)[PV]:/m;

function markOf(field: Field, names: ReadonlyMap<string, string>, soundsBefore: number): Mark {
  const { letter, value } = field;
  if (letter === 'P') return { kind: 'part', name: value, detail: '', field, soundsBefore };
  const name = voiceId(value);
  const detail = names.get(name) ?? value.slice(name.length).trim();
  return { kind: 'voice', name, detail, field, soundsBefore };
}

/** A V: whose id is still to be typed changes nothing yet. */
function isNamed({ kind, name }: Mark): boolean {
  return kind === 'part' || name !== '';
}

/** The same voice again, without another one or a part in between, only goes on. */
function goesOn(last: Mark | undefined, mark: Mark): boolean {
  return mark.kind === 'voice' && last?.kind === 'voice' && last.name === mark.name;
}

function readMarks(text: string): { readonly marks: Mark[]; readonly sounds: number } {
  const tokens = scanTune(text);
  const marks: Mark[] = [];
  let sounds = 0;
  const names = new Map<string, string>();
  let inBody = false;
  for (const [index, token] of tokens.entries()) {
    if (isSound(token.kind)) sounds++;
    const field = fieldAt(text, tokens, index);
    const printed = field?.letter === 'V' ? printedName(field.value) : '';
    if (field && printed !== '') names.set(voiceId(field.value), printed);
    if (field && inBody && (field.letter === 'P' || field.letter === 'V')) {
      const mark = markOf(field, names, sounds);
      if (isNamed(mark) && !goesOn(marks.at(-1), mark)) marks.push(mark);
    }
    inBody ||= isMusic(token.kind) || (field?.letter === 'K' && !field.inline);
  }
  return { marks, sounds };
}

/** The marks from each one of the kind that comes first to before the next: what comes first contains the other. */
function runsOf(marks: readonly Mark[]): Mark[][] {
  const runs: Mark[][] = [];
  for (const mark of marks) {
    const last = runs.at(-1);
    if (last === undefined || mark.kind === marks[0]?.kind) runs.push([mark]);
    else last.push(mark);
  }
  return runs;
}

/** The entries of marks that reach to a limit; those that nothing sounds in are left out. */
function entriesOf(text: string, marks: readonly Mark[], limit: Limit): OutlineEntry[] {
  const runs = runsOf(marks);
  return runs.flatMap(([mark, ...within], index) => {
    const next = runs[index + 1]?.[0];
    const until = next ? { offset: next.field.start, soundsBefore: next.soundsBefore } : limit;
    if (mark === undefined || mark.soundsBefore === until.soundsBefore) return [];
    const { kind, name, detail, field } = mark;
    const end = field.start + text.slice(field.start, until.offset).trimEnd().length;
    const children = entriesOf(text, within, until);
    return {
      kind,
      name,
      detail,
      start: field.start,
      end,
      fieldStart: field.start,
      fieldEnd: field.end,
      children,
    };
  });
}

/** The parts and voices in the body of a tune, in the order of the text. Each lies within the one it belongs to. */
export function outlineOf(tuneText: string): OutlineEntry[] {
  // Most tunes have neither, and need not be read for it.
  if (!MAY_HAVE.test(tuneText)) return [];
  const { marks, sounds } = readMarks(tuneText);
  return entriesOf(tuneText, marks, { offset: tuneText.length, soundsBefore: sounds });
}
