import fc from 'fast-check';
import type { SuggestSettings } from '../../../src/extension/settings.ts';
import { abcText } from '../abc/arbitraries.ts';

/** A document in an editor: its lines, its cursor, and what undo brings back. */
export interface Text {
  readonly lines: readonly string[];
  readonly line: number;
  readonly character: number;
  readonly past: Text | null;
}

type Change =
  | { readonly kind: 'insert'; readonly text: string }
  | { readonly kind: 'delete'; readonly count: number }
  | { readonly kind: 'undo' }
  | { readonly kind: 'move'; readonly to: number; readonly end: boolean }
  | { readonly kind: 'switch' }
  | { readonly kind: 'settings'; readonly settings: Partial<SuggestSettings> };

/** A change, and how it is asked for a suggestion after it. */
export type Edit = Change & {
  readonly invoked: boolean;
  /** Whether the first suggestion is taken. */
  readonly accept: boolean;
  readonly patience: 'wait' | 'cancel' | 'go on';
};

/** The lines of a document as an editor has them, whatever ends them in the file, with the cursor at the end. */
export function textOf(text: string): Text {
  const lines = text.split(/\r\n|\n|\r/);
  return { lines, line: lines.length - 1, character: lines.at(-1)?.length ?? 0, past: null };
}

function insertedText(text: Text, added: string): Text {
  const here = text.lines[text.line] ?? '';
  const middle = textOf(here.slice(0, text.character) + added);
  const last = middle.lines.at(-1) ?? '';
  const lines = [
    ...text.lines.slice(0, text.line),
    ...middle.lines.slice(0, -1),
    last + here.slice(text.character),
    ...text.lines.slice(text.line + 1),
  ];
  return { lines, line: text.line + middle.lines.length - 1, character: last.length, past: text };
}

/** Backspace, several times. */
function deletedText(text: Text, count: number): Text {
  const before = [...text.lines.slice(0, text.line), (text.lines[text.line] ?? '').slice(0, text.character)];
  const rest = (text.lines[text.line] ?? '').slice(text.character);
  const { lines, line, character } = textOf(before.join('\n').slice(0, -count));
  const joined = [...lines.slice(0, -1), (lines.at(-1) ?? '') + rest, ...text.lines.slice(text.line + 1)];
  return { lines: joined, line, character, past: text };
}

function movedText(text: Text, to: number, end: boolean): Text {
  const line = Math.floor(to * text.lines.length);
  const { length } = text.lines[line] ?? '';
  return { ...text, line, character: end ? length : Math.floor(to * 7919) % (length + 1) };
}

/** The document after a change; one that is none of the document's leaves it as it is. */
export function applyEdit(text: Text, edit: Change): Text {
  switch (edit.kind) {
    case 'insert':
      return insertedText(text, edit.text);
    case 'delete':
      return deletedText(text, edit.count);
    case 'undo':
      return text.past ?? text;
    case 'move':
      return movedText(text, edit.to, edit.end);
    case 'switch':
    case 'settings':
      return text;
  }
}

const typed = fc.constantFrom(
  ...Array.from("ABcdefg|:/'23 \n"),
  'd2fd ',
  '|:',
  'GABc|',
  '(3ABc',
  '"Am"',
  '[K:Am]',
  '\nV:2\n',
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: fc.constant('insert' as const), text: typed }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('insert' as const), text: abcText }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('insert' as const), text: fc.string({ unit: 'binary' }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('delete' as const), count: fc.integer({ min: 1, max: 12 }) }),
  },
  { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      to: fc.double({ min: 0, max: 0.999, noNaN: true }),
      end: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'switch' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settings' as const),
      settings: fc.constantFrom<Partial<SuggestSettings>>(
        { bars: 2 },
        { bars: 1 },
        { temperature: 0 },
        { temperature: 1.5 },
        { constrained: false },
        { constrained: true },
      ),
    }),
  },
);

export const edits: fc.Arbitrary<Edit> = fc
  .tuple(
    change,
    fc.record({
      invoked: fc.boolean(),
      accept: fc.boolean(),
      patience: fc.constantFrom('wait' as const, 'wait' as const, 'cancel' as const, 'go on' as const),
    }),
  )
  .map(([what, how]) => ({ ...what, ...how }));
