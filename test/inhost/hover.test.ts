import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './support/ask.ts';
import { edit } from './support/editor.ts';

const HEADER = 'X:1\nM:6/8\nL:1/8\nK:D\n';

/** What the hover at the "‸" says. */
async function hover(marked: string): Promise<string> {
  const { document, selection } = await edit(marked);
  const hovers = await ask<vscode.Hover>('vscode.executeHoverProvider', document.uri, selection.active);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

suite('hover', () => {
  test('a note says what it sounds', async () => {
    assert.match(await hover(`${HEADER}A2F ‸d3|\n`), /D5 · dotted quarter note/);
  });

  test('a bar line says what its bar holds', async () => {
    assert.match(await hover(`${HEADER}ABc def|ABc de‸|ABc def|\n`), /holds 5\\\/8 of 6\\\/8/);
  });

  test('a decoration, a field and a directive say what they mean', async () => {
    assert.match(await hover(`${HEADER}!tri‸ll!A\n`), /Trill/);
    assert.match(await hover('X:1\nT:Hov‸er\nK:C\n'), /Title/);
    assert.match(await hover('X:1\nK:C\n%%MIDI pro‸gram 40\n'), /Violin/);
  });
});
