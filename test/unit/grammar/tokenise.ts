import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import oniguruma from 'vscode-oniguruma';
import textmate, { type IGrammar, type StateStack } from 'vscode-textmate';

export const ROOT = new URL('../../../', import.meta.url);
export const GRAMMAR_FILE = new URL('syntaxes/abc.tmLanguage.json', ROOT);

export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

export interface Line {
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Rules still open where the line ends; 1 is the file itself. */
  readonly depth: number;
}

/** The grammar as the editor loads it: vscode-textmate over the same regular expression engine. */
export async function loadGrammar(): Promise<IGrammar> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(readFileSync(wasm));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) =>
      Promise.resolve(
        scope === 'source.abc'
          ? textmate.parseRawGrammar(readFileSync(GRAMMAR_FILE, 'utf8'), GRAMMAR_FILE.pathname)
          : null,
      ),
  });
  const grammar = await registry.loadGrammar('source.abc');
  if (grammar === null) throw new Error('No grammar for source.abc.');
  return grammar;
}

/** The tokens of each line, the state carried from line to line as in an editor. */
export function tokenise(grammar: IGrammar, text: string): Line[] {
  let state: StateStack = textmate.INITIAL;
  return text.split(/\r?\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    const tokens = result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
    return { text: line, tokens, depth: state.depth };
  });
}
