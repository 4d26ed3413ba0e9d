import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ask } from './support/ask.ts';
import { edit, inWorkspace } from './support/editor.ts';
import { until } from './support/wait.ts';

/** What the cursor's document and place are for the editor's own commands. */
async function place(marked: string): Promise<readonly [vscode.Uri, vscode.Position]> {
  const { document, selection } = await edit(marked);
  return [document.uri, selection.active];
}

/** The texts at ranges of the document in the active editor. */
const textsAt = (ranges: readonly vscode.Range[]): string[] =>
  ranges.map((range) => vscode.window.activeTextEditor?.document.getText(range) ?? '');

const ROUND = [
  'X:1\nT:Round\nR:reel\nM:4/4\nP:AB\n%%score 1 2\nV:1 name="High"\nV:2 clef=bass\nK:C\n',
  'P:A\n[V:1]|:CDEF|GABc:|\n[V:2]|:C4|G4:|\nP:B\n[V:1]c4|\n',
].join('');

suite('outline', () => {
  test('tunes hold their parts, and parts their voices', async () => {
    const [uri] = await place(`‸${ROUND}\nX:2\nT:Being typed `);
    const tunes = await ask<vscode.DocumentSymbol>('vscode.executeDocumentSymbolProvider', uri);
    const shown = ({ name, children }: vscode.DocumentSymbol): unknown =>
      children.length === 0 ? name : [name, children.map(shown)];
    assert.deepEqual(tunes.map(shown), [
      [
        '1. Round',
        [
          ['Part A', ['Voice 1', 'Voice 2']],
          ['Part B', ['Voice 1']],
        ],
      ],
      '2. Being typed',
    ]);
    assert.equal(tunes[0]?.detail, 'reel · 4/4 · C · AB');
  });
});

suite('expand selection', () => {
  test('grows from the note to the tune', async () => {
    const [uri, position] = await place(ROUND.replace('GABc', 'G2 "Am"!trill!‸B c'));
    const [selection] = await ask<vscode.SelectionRange>('vscode.executeSelectionRangeProvider', uri, [
      position,
    ]);
    const ranges: vscode.Range[] = [];
    for (let at = selection; at !== undefined; at = at.parent) ranges.push(at.range);
    const texts = textsAt(ranges);
    const steps = ['B', '"Am"!trill!B', 'G2 "Am"!trill!B c', '|:CDEF|G2 "Am"!trill!B c:|'];
    assert.deepEqual(
      steps.filter((step) => !texts.includes(step)),
      [],
      texts.join('\n---\n'),
    );
    assert.ok(texts.some((text) => text.startsWith('P:A') && text.endsWith('G4:|')));
  });
});

suite('names', () => {
  test('a voice is renamed wherever it stands, in one step', async () => {
    const text = ROUND.replace('[V:1]c4', '[V:‸1]c4');
    const [uri, position] = await place(text);
    const rename = (to: string): Thenable<vscode.WorkspaceEdit> =>
      vscode.commands.executeCommand('vscode.executeDocumentRenameProvider', uri, position, to);
    const change = await until('the renaming', () => rename('RH'));
    await assert.rejects(async () => rename('2'), /There is a voice 2 already/);
    await vscode.workspace.applyEdit(change);
    const renamed = vscode.window.activeTextEditor?.document.getText();
    assert.equal(renamed, ROUND.replaceAll('V:1', 'V:RH').replace('score 1', 'score RH'));
  });

  test('what has no name of the user’s choosing is not renamed', async () => {
    const [uri, position] = await place(ROUND.replace('GABc', 'G‸ABc'));
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', uri, position),
      /nothing to rename here/,
    );
  });

  test('a voice leads to its definition, and all of its places light up', async () => {
    const [uri, position] = await place(ROUND.replace('[V:1]c4', '[V:‸1]c4'));
    const [definition] = await ask<vscode.Location>('vscode.executeDefinitionProvider', uri, position);
    assert.equal(definition?.range.start.line, 6);
    const places = await ask<vscode.Location>('vscode.executeReferenceProvider', uri, position);
    assert.deepEqual(textsAt(places.map(({ range }) => range)), ['1', '1', '1', '1']);
    const lit = await ask<vscode.DocumentHighlight>('vscode.executeDocumentHighlights', uri, position);
    assert.deepEqual(textsAt(lit.map(({ range }) => range)), ['1', '1', '1', '1']);
  });

  test('both ends of a repeat light up', async () => {
    const [uri, position] = await place(ROUND.replace('GABc:|', 'GABc‸:|'));
    const lit = await ask<vscode.DocumentHighlight>('vscode.executeDocumentHighlights', uri, position);
    assert.deepEqual(textsAt(lit.map(({ range }) => range)), ['|:', ':|']);
  });
});

suite('links', () => {
  test('included files and addresses of the web', async () => {
    const uri = inWorkspace('links.abc');
    const text = [
      '%%abc-include header.abh\n\nX:1\nF:https://example.org/tune.abc?a=1&b=%7C.\nK:C\n',
      'C|[r:see http://example.org/r]\n',
    ].join('');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.window.showTextDocument(uri);
    const links = await until('all links', async () => {
      const found = await ask<vscode.DocumentLink>('vscode.executeLinkProvider', uri);
      return found.length === 3 ? found : undefined;
    });
    assert.deepEqual(textsAt(links.map(({ range }) => range)).sort(), [
      'header.abh',
      'http://example.org/r',
      'https://example.org/tune.abc?a=1&b=%7C',
    ]);
    const included = links.find(({ target }) => target?.path.endsWith('header.abh'))?.target;
    assert.equal(included?.path, inWorkspace('header.abh').path);
  });
});

suite('going to tunes', () => {
  const BOOK = Array.from({ length: 60 }, (_, i) => `X:${i + 1}\nT:Tune ${i + 1}\nK:C\nCDEF|\n`).join('\n');

  test('the list moves the view; Escape comes back, Enter stays', async () => {
    const editor = await edit(BOOK.replace('X:30', '‸X:30'));
    const { line } = editor.selection.active;
    editor.revealRange(new vscode.Range(line, 0, line, 0), vscode.TextEditorRevealType.AtTop);
    const top = (): number => editor.visibleRanges[0]?.start.line ?? -1;
    const before = await until('the tune in view', () => (top() > line - 10 ? top() : undefined));
    const look = async (): Promise<void> => {
      await vscode.commands.executeCommand('tunewright.goToTune');
      await until('the view to move', async () => {
        await vscode.commands.executeCommand('workbench.action.quickOpenSelectPrevious');
        return top() < before - 20 ? true : undefined;
      });
    };
    await look();
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    await until('the view to come back', () => (Math.abs(top() - before) <= 1 ? true : undefined));
    assert.equal(editor.selection.active.line, line);
    await look();
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await until('the cursor to move', () => (editor.selection.active.line < line - 15 ? true : undefined));
  });

  test('tunes of the workspace are found with what was not saved yet, by any title', async () => {
    await edit('X:7\nT:Not on Disk\nT:Elsewhere Called\nR:slip jig\nK:G\nGAB|‸\n');
    for (const [query, name] of [
      ['Disk', '7. Not on Disk'],
      ['elsewhere slip', '7. Elsewhere Called'],
      ['Quay', '1. Morning on the Quay'],
    ] as const) {
      const symbols = await ask<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider', query);
      const names = symbols.map((symbol) => symbol.name);
      assert.ok(names.includes(name), names.join());
    }
  });
});
