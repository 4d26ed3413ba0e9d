import { voiceId } from '../voice.ts';
import { type Diagnostic, inserting, replacing, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

const SCORE = /^%%(?:score|staves)\b/;

/** Ids in a %%score or %%staves directive, with where they stand in it. */
function scoredVoices(directive: string): { id: string; index: number }[] {
  const head = SCORE.exec(directive)?.[0].length ?? directive.length;
  return [...directive.slice(head).matchAll(/[^\s()[\]{}|*+]+/g)].map(({ 0: id, index }) => ({
    id,
    index: index + head,
  }));
}

function undefinedInBody({ fields }: TuneReading, declared: ReadonlySet<string>): Diagnostic[] {
  const key = fields.find(({ letter, inline }) => letter === 'K' && !inline);
  if (declared.size === 0 || !key) return [];
  return fields
    .filter(({ letter, value, inBody }) => letter === 'V' && inBody && !declared.has(voiceId(value)))
    .map((field) => {
      const id = voiceId(field.value);
      const fix = inserting(`Define voice ${id} in the header`, key.start, `V:${id}\n`);
      return warning('voice-undefined', field, `The header defines other voices, but not voice ${id}.`, fix);
    });
}

function undefinedInScore({ text, tokens }: TuneReading, known: ReadonlySet<string>): Diagnostic[] {
  return tokens
    .filter(({ kind, start }) => kind === 'directive' && text.startsWith('%%s', start))
    .flatMap(({ start, end }) =>
      scoredVoices(text.slice(start, end))
        .filter(({ id }) => !known.has(id))
        .map(({ id, index }) => {
          const range = { start: start + index, end: start + index + id.length };
          const fix = replacing('Take it out', range, '');
          return warning('voice-undefined', range, `There is no voice ${id} in this tune.`, fix);
        }),
    );
}

/** Voices that are used, in the body or by %%score, and defined nowhere. */
export function voiceDiagnostics(reading: TuneReading): Diagnostic[] {
  const voices = reading.fields.filter(({ letter }) => letter === 'V');
  const ids = (fields: typeof voices): Set<string> => new Set(fields.map(({ value }) => voiceId(value)));
  const declared = ids(voices.filter(({ inBody }) => !inBody));
  return [...undefinedInBody(reading, declared), ...undefinedInScore(reading, ids(voices))];
}
