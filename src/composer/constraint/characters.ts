/** Shorthand decorations and user-defined symbols that stand before a note (ABC 2.1 §4.14, §4.16). */
const DECORATIONS = '.~HLMOPSTuvJRWhijklmnopqrstw';

/** Those that we write ourselves: those that ABC 2.1 predefines. */
const WRITTEN = '.~HLMOPSTuv';

export function isDecoration(character: string): boolean {
  return character !== '' && DECORATIONS.includes(character);
}

export function isWrittenDecoration(character: string): boolean {
  return character !== '' && WRITTEN.includes(character);
}
