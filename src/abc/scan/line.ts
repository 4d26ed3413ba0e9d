import { endsLine, PERCENT, skipBlanks, skipLine } from './characters.ts';

/** Whether the line at `at` holds nothing but blanks. */
export function isBlankLine(text: string, at: number): boolean {
  return endsLine(text.charCodeAt(skipBlanks(text, at)));
}

/** Whether the line at `at` is a directive, `%%…`. */
export function startsDirective(text: string, at: number): boolean {
  return text.charCodeAt(at) === PERCENT && text.charCodeAt(at + 1) === PERCENT;
}

/**
 * The line that ends the block of text opened by the directive at `at`: `%%endtext` for `%%begintext`, `%%endps`
 * for `%%beginps`; empty where the directive opens none.
 */
export function blockEndOf(text: string, at: number): string {
  if (!text.startsWith('begin', at + 2)) return '';
  const name = /^[a-z]+/.exec(text.slice(at + 7, Math.min(skipLine(text, at), at + 40)))?.[0] ?? '';
  return name === '' ? '' : `%%end${name}`;
}
