import * as vscode from 'vscode';
import type { ExportFormat } from '../../webview/messages.ts';
import { exportName } from './export-name.ts';

interface FormatItem extends vscode.QuickPickItem {
  readonly format: ExportFormat;
}

const FORMATS: readonly FormatItem[] = [
  { format: 'svg', label: 'Score', description: 'SVG, to print or to put into a page' },
  { format: 'midi', label: 'Notes', description: 'MIDI, at the tempo of the tune' },
  { format: 'wav', label: 'Sound', description: 'WAV, the piano at the speed of the preview' },
];

const FILES: Readonly<Record<ExportFormat, { readonly extension: string; readonly kind: string }>> = {
  svg: { extension: 'svg', kind: 'Scalable Vector Graphics' },
  midi: { extension: 'mid', kind: 'MIDI' },
  wav: { extension: 'wav', kind: 'Wave Sound' },
};

/** Asks what to export a tune as, unless it is given. */
export async function askFormat(given: unknown): Promise<ExportFormat | undefined> {
  const known = FORMATS.find(({ format }) => format === given);
  const item = known ?? (await vscode.window.showQuickPick(FORMATS, { title: 'Export Tune' }));
  return item?.format;
}

/** Asks where to put a tune's file, beside its text if nothing is said, and writes it. */
export async function saveExport(
  document: vscode.TextDocument,
  tuneText: string,
  format: ExportFormat,
  data: Uint8Array,
): Promise<void> {
  const folder = document.isUntitled
    ? vscode.workspace.workspaceFolders?.[0]?.uri
    : vscode.Uri.joinPath(document.uri, '..');
  const { extension, kind } = FILES[format];
  const name = exportName(tuneText, extension);
  const uri = await vscode.window.showSaveDialog({
    title: 'Export Tune',
    filters: { [kind]: [extension] },
    ...(folder !== undefined && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (uri === undefined) return;
  await vscode.workspace.fs.writeFile(uri, data);
  vscode.window.setStatusBarMessage(`Tunewright: saved ${vscode.workspace.asRelativePath(uri)}`, 5000);
}
