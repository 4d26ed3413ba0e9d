import * as vscode from 'vscode';

/** The documents of this extension, wherever they come from. */
export const ABC: vscode.DocumentSelector = { language: 'abc' };

export interface SuggestSettings {
  readonly enabled: boolean;
  readonly bars: number;
  readonly temperature: number;
  readonly topP: number;
  readonly candidates: number;
  readonly constrained: boolean;
  /** Milliseconds. */
  readonly delay: number;
}

export interface TrainingSettings {
  /** Of a normal run. */
  readonly minutes: number;
  /** 0: all cores but one. */
  readonly threads: number;
  readonly engine: 'auto' | 'wasm' | 'tensorflow' | 'reference';
}

const ENGINES = ['auto', 'wasm', 'tensorflow', 'reference'] as const;

/** How suggestions are made in a document. Values out of bounds are brought into them. */
export function suggestSettings(document: vscode.TextDocument | undefined): SuggestSettings {
  const settings = vscode.workspace.getConfiguration('tunewright.suggest', document);
  return {
    enabled: settings.get('enabled') !== false,
    bars: Math.round(bounded(settings.get('bars'), 1, 8, 2)),
    temperature: bounded(settings.get('temperature'), 0, 2, 0.7),
    topP: bounded(settings.get('topP'), 0.05, 1, 0.95),
    candidates: Math.round(bounded(settings.get('candidates'), 1, 8, 3)),
    constrained: settings.get('constrained') !== false,
    delay: bounded(settings.get('delay'), 0, 2000, 25),
  };
}

/** The chance, 1 in so many, from which a note of a document is shaded in the surprise view. */
export function surpriseShownFrom(document: vscode.TextDocument): number {
  const from = vscode.workspace.getConfiguration('tunewright.surprise', document).get('shadeFrom');
  return bounded(from, 1, 1024, 8);
}

export function trainingSettings(): TrainingSettings {
  const settings = vscode.workspace.getConfiguration('tunewright.training');
  const engine = settings.get('engine');
  return {
    minutes: bounded(settings.get('minutes'), 0.05, 1440, 10),
    threads: Math.round(bounded(settings.get('threads'), 0, 64, 0)),
    engine: ENGINES.find((name) => name === engine) ?? 'auto',
  };
}

export function diagnosticsEnabled(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('tunewright.diagnostics', document).get('enabled') !== false;
}

/** The codes of the checks that are switched off for a document. */
export function switchedOffChecks(document: vscode.TextDocument): ReadonlySet<string> {
  const rules: unknown = vscode.workspace.getConfiguration('tunewright.diagnostics', document).get('rules');
  const entries = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return new Set(entries.flatMap(([code, on]) => (on === false ? [code] : [])));
}

/** Switches a check off: for the workspace where it sets checks already, else for the user. */
export async function switchCheckOff(code: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tunewright.diagnostics');
  const { globalValue, workspaceValue } = settings.inspect<object>('rules') ?? {};
  const { Workspace, Global } = vscode.ConfigurationTarget;
  const value = { ...(workspaceValue ?? globalValue), [code]: false };
  await settings.update('rules', value, workspaceValue === undefined ? Global : Workspace);
}

/** The model asked for: a name, a folder, or empty for the bundled one. */
export function modelSetting(): string {
  const model = vscode.workspace.getConfiguration('tunewright').get('model');
  return typeof model === 'string' ? model.trim() : '';
}

/** Changes a setting where the value stands that holds for a document, else for the user. */
export async function changeSetting(
  section: string,
  value: unknown,
  document?: vscode.TextDocument,
): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tunewright', document);
  const { target, forLanguage } = whereSet(settings.inspect(section));
  await settings.update(section, value, target, forLanguage);
}

/** Where the value of a setting stands that wins; one for a language wins over all that are not. */
function whereSet(set: ReturnType<vscode.WorkspaceConfiguration['inspect']>): {
  readonly target: vscode.ConfigurationTarget;
  readonly forLanguage: boolean;
} {
  const { WorkspaceFolder, Workspace, Global } = vscode.ConfigurationTarget;
  const places = [
    { value: set?.workspaceFolderLanguageValue, target: WorkspaceFolder, forLanguage: true },
    { value: set?.workspaceLanguageValue, target: Workspace, forLanguage: true },
    { value: set?.globalLanguageValue, target: Global, forLanguage: true },
    { value: set?.workspaceFolderValue, target: WorkspaceFolder, forLanguage: false },
    { value: set?.workspaceValue, target: Workspace, forLanguage: false },
  ];
  return places.find(({ value }) => value !== undefined) ?? { target: Global, forLanguage: false };
}

/**
 * Sets something for this workspace; for the user where there is none, or where its settings cannot be written.
 * `undefined` goes back to the default, whatever the user has set elsewhere.
 */
export async function setForWorkspace(section: string, value: unknown): Promise<void> {
  const settings = vscode.workspace.getConfiguration('tunewright');
  const { defaultValue, globalValue } = settings.inspect(section) ?? {};
  if (vscode.workspace.workspaceFolders !== undefined && vscode.workspace.isTrusted) {
    try {
      const inWorkspace = globalValue === undefined ? value : (value ?? defaultValue);
      await settings.update(section, inWorkspace, vscode.ConfigurationTarget.Workspace);
      return;
    } catch {
      // A read-only or virtual workspace: the user's own settings hold instead.
    }
  }
  await settings.update(section, value, vscode.ConfigurationTarget.Global);
}

function bounded(value: unknown, minimum: number, maximum: number, otherwise: number): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return otherwise;
  return Math.min(maximum, Math.max(minimum, value));
}
