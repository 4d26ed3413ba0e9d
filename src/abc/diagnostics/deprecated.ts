import type { Field } from '../fields.ts';
import type { Token } from '../token.ts';
import { deleting, type Diagnostic, information, inserting, replacing } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** Whether a field or directive sets the character of `I:linebreak` or `%%decoration` to `mark`. */
function instructs({ fileFields, fields, directives }: TuneReading, name: string, mark: string): boolean {
  const instructions = [...fileFields, ...fields].flatMap(({ letter, value }) =>
    letter === 'I' ? value : [],
  );
  const all = [...instructions, ...directives.map((directive) => directive.slice(2).trimStart())];
  return all.some((instruction) => instruction.startsWith(name) && instruction.includes(mark));
}

function decoration(text: string, token: Token): Diagnostic {
  const name = text.slice(token.start + 1, token.end - 1);
  const fix = replacing(`Write !${name}!`, token, `!${name}!`);
  return information('deprecated-decoration', token, 'Decorations between + signs are outdated.', fix);
}

/** A chord of ABC 1, `+CE+`, from its opening token to the + that closes it. */
function oldChord(text: string, open: Token): Diagnostic {
  const end = text.indexOf('+', open.end) + 1;
  const fix = {
    title: `Write [${text.slice(open.end, end - 1)}]`,
    edits: [
      { start: open.start, end: open.end, text: '[' },
      { start: end - 1, end, text: ']' },
    ],
  };
  const range = { start: open.start, end };
  return information('deprecated-decoration', range, 'Chords between + signs are outdated.', fix);
}

function lineBreak(text: string, token: Token): Diagnostic {
  const fix = deleting(text, token);
  return information(
    'deprecated-line-break',
    token,
    'A lone ! for a line break is outdated; end the line instead.',
    fix,
  );
}

function spacedEnding(token: Token, space: Token): Diagnostic {
  const fix = replacing('Delete the space', space, '');
  return information(
    'deprecated-ending',
    token,
    'The number of an ending goes right behind its bar line, or in [1.',
    fix,
  );
}

function music(reading: TuneReading): Diagnostic[] {
  const { text, tokens } = reading;
  const plus = instructs(reading, 'decoration', '+');
  const bang = instructs(reading, 'linebreak', '!');
  return tokens.flatMap((token, index) => {
    const mark = text.charAt(token.start);
    if (token.kind === 'decoration' && mark === '+' && !plus) return decoration(text, token);
    if (token.kind === 'chord open' && mark === '+') return oldChord(text, token);
    if (token.kind === 'score line break' && mark === '!' && !bang) return lineBreak(text, token);
    const before = tokens[index - 1];
    const spaced = token.kind === 'variant ending' && mark !== '[' && before?.kind === 'beam space';
    return spaced ? spacedEnding(token, before) : [];
  });
}

function field(found: Field): Diagnostic | null {
  if (found.letter === 'E')
    return information(
      'deprecated-field',
      found,
      'E: (spacing) is outdated and ignored today.',
      found.inline ? replacing('Delete it', found, '') : inserting('Make it a comment', found.start, '% '),
    );
  const tempo = /^(\d+)$/.exec(found.value);
  if (found.letter === 'Q' && tempo?.[1]) {
    const range = { start: found.valueStart, end: found.valueEnd };
    const fix = replacing(`Write Q:1/4=${tempo[1]}`, range, `1/4=${tempo[1]}`);
    return information('deprecated-tempo', found, 'A tempo should say which note it counts.', fix);
  }
  if (found.letter === 'Q' && /^C\d*\s*=/.test(found.value)) {
    return information('deprecated-tempo', found, 'Tempo as Q:C=… is outdated: write Q:1/4=… .');
  }
  return null;
}

/** Syntax that ABC 2.1 calls outdated (§10), unless the file says that it is meant. */
export function deprecatedDiagnostics(reading: TuneReading): Diagnostic[] {
  return [...music(reading), ...reading.fields.flatMap((found) => field(found) ?? [])];
}
