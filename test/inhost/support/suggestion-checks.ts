/** What has to hold of suggestions whatever is edited while they run. */
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Tunewright } from '../../../src/extension/extension.ts';
import type { Random } from './random-edits.ts';

type Provider = Tunewright['provider'];

/** What was seen while editing at random. */
export interface Findings {
  readonly faults: string[];
  /** What was offered lately, each with the text before it. */
  readonly offers: string[];
  asked: number;
  answered: number;
  accepted: number;
}

export const noFindings = (): Findings => ({ faults: [], offers: [], asked: 0, answered: 0, accepted: 0 });

/** So many offers are remembered: what is shown may be older than the last answer. */
const OFFERS = 100;

const withPlainLineEnds = (text: string): string => text.replaceAll('\r\n', '\n');

/** What stands right before a place, on its line and the one above. */
function leadingTo(document: vscode.TextDocument, place: vscode.Position): string {
  const from = new vscode.Position(Math.max(0, place.line - 1), 0);
  return withPlainLineEnds(document.getText(new vscode.Range(from, place)));
}

/** From now on looks at every question and answer, the editor's own too, until the function it gives back is called. */
export function watch(provider: Provider, found: Findings): () => void {
  const provide = provider.provideInlineCompletionItems.bind(provider);
  provider.provideInlineCompletionItems = async (document, position, context, token) => {
    found.asked++;
    const { version } = document;
    const leading = leadingTo(document, position);
    const items = await provide(document, position, context, token);
    if (items.length > 0) found.answered++;
    if (items.length > 0 && document.version !== version)
      found.faults.push('an answer to a text that is gone');
    for (const item of items) {
      const text = typeof item.insertText === 'string' ? item.insertText : item.insertText.value;
      found.offers.unshift(leading + text);
      if (text.trim() === '') found.faults.push('a blank suggestion');
      if (text.includes('\r'))
        found.faults.push(`line ends that are the editor's to choose: ${JSON.stringify(text)}`);
      const here = item.range?.isEmpty === true && item.range.start.isEqual(position);
      if (!here) found.faults.push('a suggestion for another place than asked for');
    }
    found.offers.splice(OFFERS);
    return items;
  };
  return () => {
    provider.provideInlineCompletionItems = provide;
  };
}

/** The text put in at an offset where all else is as it was; undefined where anything else changed. */
function putIn(before: string, offset: number, after: string): string | undefined {
  const length = after.length - before.length;
  const text = after.slice(offset, offset + length);
  return length > 0 && before.slice(0, offset) + text + before.slice(offset) === after ? text : undefined;
}

/** Takes what is offered, all of it or a bar, and sees that just that comes in. */
export async function accept(editor: vscode.TextEditor, random: Random, found: Findings): Promise<void> {
  const { document } = editor;
  const place = document.lineAt(editor.selection.active.line).range.end;
  editor.selection = new vscode.Selection(place, place);
  await vscode.commands.executeCommand('tunewright.continueTune');
  await sleep(60 + 200 * random());
  const offset = document.offsetAt(editor.selection.active);
  const leading = leadingTo(document, editor.selection.active);
  const before = document.getText();
  const aBar = random() < 0.5;
  await vscode.commands.executeCommand(aBar ? 'tunewright.acceptBar' : 'editor.action.inlineSuggest.commit');
  await sleep(20);
  if (document.getText() === before) return;
  const text = putIn(before, offset, document.getText());
  if (text === undefined) {
    found.faults.push('accepting changed more than the place of the cursor');
    return;
  }
  found.accepted++;
  const taken = leading + withPlainLineEnds(text);
  if (!found.offers.some((offer) => (aBar ? offer.includes(taken) : offer.endsWith(taken))))
    found.faults.push(`taken was ${JSON.stringify(taken)}, which nobody had offered`);
}

/** Asks without waiting, and sometimes does not want to know any more. */
export function askMeanwhile(
  provider: Provider,
  editor: vscode.TextEditor,
  random: Random,
  found: Findings,
): void {
  const source = new vscode.CancellationTokenSource();
  const { document, selection } = editor;
  const context = {
    triggerKind: vscode.InlineCompletionTriggerKind.Automatic,
    selectedCompletionInfo: undefined,
  };
  provider
    .provideInlineCompletionItems(document, selection.active, context, source.token)
    .catch((error: unknown) => {
      found.faults.push(`asking failed: ${String(error)}`);
    });
  if (random() < 0.3) setTimeout(() => source.cancel(), 20 * random());
}
