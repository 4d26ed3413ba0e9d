import {
  APOSTROPHE,
  CARET,
  COMMA,
  EQUALS,
  isDigit,
  isNoteLetter,
  skipDigits,
  SLASH,
  UNDERSCORE,
} from './characters.ts';

/** Offset of the end of a length (`3/2`, `//`, `/4` or nothing) at `at`. */
export function lengthEnd(text: string, at: number): number {
  at = skipDigits(text, at);
  if (text.charCodeAt(at) !== SLASH) return at;
  while (text.charCodeAt(at) === SLASH) at++;
  return skipDigits(text, at);
}

/** Offset of the end of an accidental at `at`, quarter tones (`^/`, `_3/2`) included. */
function accidentalEnd(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign !== CARET && sign !== UNDERSCORE && sign !== EQUALS) return at;
  at++;
  if (text.charCodeAt(at) === sign && sign !== EQUALS) return at + 1;
  const code = text.charCodeAt(at);
  return sign !== EQUALS && (code === SLASH || isDigit(code)) ? lengthEnd(text, at) : at;
}

/** Offset of the note letter of the note at `at`, or -1 where no note starts there. */
export function noteLetterAt(text: string, at: number): number {
  const letter = accidentalEnd(text, at);
  return isNoteLetter(text.charCodeAt(letter)) ? letter : -1;
}

/** Offset of the end of the octave marks at `at`. */
export function octaveEnd(text: string, at: number): number {
  for (let code = text.charCodeAt(at); code === COMMA || code === APOSTROPHE; code = text.charCodeAt(at))
    at++;
  return at;
}

/** Offset of the end of the note at `at`, or -1 where no note starts there. */
export function noteEnd(text: string, at: number): number {
  const letter = noteLetterAt(text, at);
  return letter < 0 ? -1 : lengthEnd(text, octaveEnd(text, letter + 1));
}
