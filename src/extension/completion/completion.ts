import * as vscode from 'vscode';
import { contextAt } from '../../abc/context.ts';
import type { Books } from '../books.ts';
import { guarded } from '../guard.ts';
import type { Log } from '../log.ts';
import { sectionAt, type SectionPlace } from '../place.ts';
import { ABC } from '../settings.ts';
import { type Place, type Proposal, proposalsFor } from './proposals.ts';
import { voicesOf } from './voices.ts';
import { type Wanted, wantedAt } from './wanted.ts';

interface CompletionWorld {
  readonly books: Books;
  readonly log: Log;
}

/** What is proposed as it is typed; all else waits to be asked for, so that ghost text has the field. */
const TRIGGERS = [':', '!', '%'];

const KINDS: Readonly<Record<Wanted['kind'], vscode.CompletionItemKind>> = {
  field: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.Value,
  directive: vscode.CompletionItemKind.Keyword,
  instrument: vscode.CompletionItemKind.EnumMember,
  voice: vscode.CompletionItemKind.Interface,
  decoration: vscode.CompletionItemKind.Operator,
};

/** Registers completions of fields, their values, decorations and directives. */
export function registerCompletion({ books, log }: CompletionWorld): vscode.Disposable {
  const provideCompletionItems = guarded(
    log,
    'The completion failed',
    (
      document: vscode.TextDocument,
      position: vscode.Position,
      token: vscode.CancellationToken,
      { triggerKind }: vscode.CompletionContext,
    ) => {
      if (token.isCancellationRequested) return undefined;
      const asked = triggerKind !== vscode.CompletionTriggerKind.TriggerCharacter;
      return itemsAt(books, document, position, asked);
    },
  );
  return vscode.languages.registerCompletionItemProvider(ABC, { provideCompletionItems }, ...TRIGGERS);
}

function itemsAt(
  books: Books,
  document: vscode.TextDocument,
  position: vscode.Position,
  asked: boolean,
): vscode.CompletionItem[] | undefined {
  const { text } = document.lineAt(position.line);
  const wanted = wantedAt(text, position.character);
  if (wanted === null || (wanted.kind === 'field' && !asked)) return undefined;
  const range = new vscode.Range(position.line, wanted.start, position.line, wanted.end);
  const place = sectionAt(books, document, position);
  const voices =
    wanted.kind === 'voice' && place ? voicesOf(place.section.text, place.fileHeader, place.offset) : [];
  return proposalsFor(wanted, text, kindOf(place), voices).map((proposal, index) =>
    itemOf(proposal, KINDS[wanted.kind], range, index),
  );
}

function kindOf(place: SectionPlace | undefined): Place {
  if (place?.section.kind !== 'tune') return 'between';
  return contextAt(place.section.text, place.offset, place.fileHeader).place;
}

function itemOf(
  { text, label, detail, documentation, goesOn }: Proposal,
  kind: vscode.CompletionItemKind,
  range: vscode.Range,
  index: number,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: label ?? text, description: detail }, kind);
  item.insertText = goesOn === true && !text.endsWith(':') ? `${text} ` : text;
  item.filterText = label === undefined ? text : `${text} ${label}`;
  item.sortText = String(index).padStart(4, '0');
  item.range = range;
  if (documentation !== undefined) item.documentation = documentation;
  if (goesOn === true) item.command = { title: 'Suggest', command: 'editor.action.triggerSuggest' };
  return item;
}
