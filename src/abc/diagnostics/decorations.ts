import { DECORATIONS, definedShorthand, SHORTHANDS } from '../decorations.ts';
import type { Token } from '../token.ts';
import { deleting, type Diagnostic, replacing, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** Names that files define for themselves, such as abcm2ps's %%deco. */
function ownDecorations({ directives }: TuneReading): Set<string> {
  return new Set(directives.flatMap((directive) => /^%%\s*deco\s+(\S+)/.exec(directive)?.[1] ?? []));
}

function shorthands({ fields, fileFields }: TuneReading): Set<string> {
  const defined = [...fileFields, ...fields]
    .filter(({ letter }) => letter === 'U')
    .flatMap(({ value }) => definedShorthand(value) ?? []);
  return new Set([...Object.keys(SHORTHANDS), ...defined]);
}

/** Letters that a macro (m:) may stand on. */
function macroLetters({ fields, fileFields }: TuneReading): string {
  return [...fileFields, ...fields].map(({ letter, value }) => (letter === 'm' ? value : '')).join('');
}

function decoration(text: string, token: Token, own: ReadonlySet<string>): Diagnostic | null {
  const name = text.slice(token.start + 1, token.end - 1);
  if (DECORATIONS.has(name) || own.has(name)) return null;
  const known = [...DECORATIONS].find((other) => other.toLowerCase() === name.toLowerCase());
  const fix = known === undefined ? undefined : replacing(`Write !${known}!`, token, `!${known}!`);
  return warning('decoration-unknown', token, `“${name}” is no decoration that ABC players know.`, fix);
}

/** Decorations and shorthand letters that nobody defines. */
export function decorationDiagnostics(reading: TuneReading): Diagnostic[] {
  const { text, tokens } = reading;
  const own = ownDecorations(reading);
  const letters = shorthands(reading);
  const macros = macroLetters(reading);
  return tokens.flatMap((token) => {
    if (token.kind === 'decoration') return decoration(text, token, own) ?? [];
    if (token.kind !== 'shorthand') return [];
    const letter = text.charAt(token.start);
    if (letters.has(letter) || macros.includes(letter)) return [];
    const message = `“${letter}” stands for nothing: define it with U: or take it out.`;
    return warning('shorthand-undefined', token, message, deleting(text, token));
  });
}
