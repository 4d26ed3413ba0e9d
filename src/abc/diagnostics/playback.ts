import { type Diagnostic, information } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** Valid ABC that abcjs, which engraves and plays the preview, does not know. */
export function playbackDiagnostics({ text, tokens, fields }: TuneReading): Diagnostic[] {
  const inFields = fields.flatMap((field) => {
    if (field.letter === 'm') {
      return information(
        'preview-macro',
        field,
        'The preview does not know macros: it plays the notes as written.',
      );
    }
    return field.letter === '+'
      ? information(
          'preview-continuation',
          field,
          'The preview does not know +: lines and may misread this one.',
        )
      : [];
  });
  const inMusic = tokens
    .filter(({ kind, start }) => kind === 'score line break' && text[start] === '$')
    .map((token) =>
      information('preview-line-break', token, 'The preview does not know $ and breaks no line here.'),
    );
  return [...inFields, ...inMusic];
}
