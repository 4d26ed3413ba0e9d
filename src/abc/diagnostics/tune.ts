import { barDiagnostics } from './bars.ts';
import { bracketDiagnostics } from './brackets.ts';
import { decorationDiagnostics } from './decorations.ts';
import { deprecatedDiagnostics } from './deprecated.ts';
import type { Diagnostic } from './diagnostic.ts';
import { fieldDiagnostics } from './fields.ts';
import { headerDiagnostics } from './header.ts';
import { lyricDiagnostics } from './lyrics.ts';
import { noteDiagnostics } from './notes.ts';
import { playbackDiagnostics } from './playback.ts';
import { readTune, type TuneReading } from './reading.ts';
import { repeatDiagnostics } from './repeats.ts';
import { voiceDiagnostics } from './voices.ts';

const RULES: readonly ((reading: TuneReading) => Diagnostic[])[] = [
  headerDiagnostics,
  fieldDiagnostics,
  voiceDiagnostics,
  barDiagnostics,
  noteDiagnostics,
  bracketDiagnostics,
  repeatDiagnostics,
  decorationDiagnostics,
  lyricDiagnostics,
  deprecatedDiagnostics,
  playbackDiagnostics,
];

/** Nobody reads more of one tune. */
const MOST = 1000;

/** A bar's length means nothing while a chord, quote or length within it is broken. */
function isConsequence(diagnostic: Diagnostic, errors: readonly Diagnostic[]): boolean {
  const { code, start, end } = diagnostic;
  if (code !== 'bar-short' && code !== 'bar-long') return false;
  return errors.some((error) => error.start < end && error.end > start);
}

/** What is wrong or doubtful in one tune, by place. `fileHeader` is the text of the file's header. */
export function diagnoseTune(tuneText: string, fileHeader = ''): Diagnostic[] {
  const reading = readTune(tuneText, fileHeader);
  const all = RULES.flatMap((rule) => rule(reading));
  const found = all.sort((a, b) => a.start - b.start).slice(0, MOST);
  const errors = found.filter(({ severity }) => severity === 'error');
  return found.filter((diagnostic) => !isConsequence(diagnostic, errors));
}
