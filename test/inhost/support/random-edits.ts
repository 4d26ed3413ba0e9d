/** Random edits of documents in the editor, as people and accidents make them. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { nextFloat, seedRandom } from '../../../src/model/random.ts';

/** Gives a number from 0 up to 1 at each call. */
export type Random = () => number;

/** Random numbers that are the same for the same seed. */
export function randomNumbers(seed: number): Random {
  const state = seedRandom(seed);
  return () => nextFloat(state);
}

type Edit = (editor: vscode.TextEditor, random: Random) => PromiseLike<unknown>;

/** What is typed or pasted: music, notation half written, other things entirely. */
const PIECES = [
  ...[
    'A',
    'd2',
    'B>c',
    '|',
    ':|',
    '|:',
    ' ',
    '\n',
    '(3ABc',
    '[CEG]',
    '{g}A',
    '"Am"',
    '-',
    '/',
    'z4',
    '[1',
    '|2',
  ],
  ...[
    'X:9\nM:6/8\nK:G\n',
    '\n\n',
    'K:Edor\n',
    '[K:Am]',
    '[M:3/4]',
    'V:2\n',
    'w: la la\n',
    '% aside\n',
    '%%MIDI x\n',
  ],
  ...[
    'A2FA DAFA|BGdB AFED|\n',
    '|:GAB c2d|e2f gfe|dBG AFD|G3 G3:|\n',
    '"',
    '!',
    '[',
    '{',
    '\\',
    '\t',
    '&',
    ')',
  ],
  ...[
    'é',
    '𝄞',
    '\u0000',
    '\u2028',
    'qwertz',
    '0123456789',
    '<script>',
    '|'.repeat(40),
    'A'.repeat(300),
    'X:',
  ],
];

const below = (random: Random, count: number): number => Math.floor(random() * count);
const oneOf = <T>(random: Random, [first, ...rest]: readonly [T, ...T[]]): T =>
  rest[below(random, rest.length + 1) - 1] ?? first;

function anyPosition({ document, selection }: vscode.TextEditor, random: Random): vscode.Position {
  // Mostly near the cursor, as people edit.
  const far = random() < 0.1;
  const line = far ? below(random, document.lineCount) : selection.active.line + below(random, 5) - 2;
  const bounded = Math.min(document.lineCount - 1, Math.max(0, line));
  const { length } = document.lineAt(bounded).text;
  return new vscode.Position(bounded, random() < 0.75 ? length : below(random, length + 1));
}

const moveTo = (editor: vscode.TextEditor, place: vscode.Position): void => {
  editor.selection = new vscode.Selection(place, place);
};

const insert: Edit = (editor, random) => {
  const piece = PIECES[below(random, PIECES.length)] ?? 'A';
  return editor.edit((edit) => edit.insert(editor.selection.active, piece));
};

const remove: Edit = (editor, random) => {
  const { document, selection } = editor;
  const offset = document.offsetAt(selection.active);
  const start = document.positionAt(Math.max(0, offset - 1 - below(random, random() < 0.05 ? 400 : 6)));
  return editor.edit((edit) => edit.delete(new vscode.Range(start, selection.active)));
};

const command =
  (name: string, argument?: unknown): Edit =>
  () =>
    vscode.commands.executeCommand(name, argument);

const move: Edit = (editor, random) => {
  moveTo(editor, anyPosition(editor, random));
  return Promise.resolve();
};

const newLineEnds: Edit = (editor) =>
  editor.edit((edit) =>
    edit.setEndOfLine(
      editor.document.eol === vscode.EndOfLine.LF ? vscode.EndOfLine.CRLF : vscode.EndOfLine.LF,
    ),
  );

const SETTINGS: readonly [readonly [string, unknown], ...(readonly [string, unknown])[]] = [
  ['enabled', false],
  ['enabled', true],
  ['bars', 1],
  ['bars', 4],
  ['temperature', 0],
  ['temperature', 1.2],
  ['constrained', false],
  ['constrained', true],
];

const changeSetting: Edit = (_, random) => {
  const [name, value] = oneOf(random, SETTINGS);
  const settings = vscode.workspace.getConfiguration('tunewright.suggest');
  return settings.update(name, value, vscode.ConfigurationTarget.Global);
};

const rest: Edit = () => sleep(90);

/** Each with how often it comes, in a thousand. */
const EDITS: readonly (readonly [number, Edit])[] = [
  [560, insert],
  [170, remove],
  [150, move],
  [40, command('undo')],
  [20, command('redo')],
  [20, command('type', { text: 'c' })],
  [8, newLineEnds],
  [4, changeSetting],
  [28, rest],
];

/** Makes one edit. */
export async function editAtRandom(editor: vscode.TextEditor, random: Random): Promise<void> {
  let left = random() * 1000;
  const [, edit] = EDITS.find(([often]) => (left -= often) < 0) ?? [0, insert];
  await edit(editor, random);
}
