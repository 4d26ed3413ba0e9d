import { voiceId } from '../voice.ts';
import { type Diagnostic, inserting, replacing, warning } from './diagnostic.ts';
import type { TuneReading } from './reading.ts';

/** `V:*` stands for every voice. */
const ALL_VOICES = '*';

const SCORE = /^(?:%%\s*)?(?:score|staves)\b/;

/** Ids in an instruction score or staves, a directive or the value of I:, with where they stand in it. */
function scoredVoices(instruction: string): { id: string; index: number }[] {
  const head = SCORE.exec(instruction)?.[0].length ?? instruction.length;
  return [...instruction.slice(head).matchAll(/[^\s()[\]{}|*+]+/g)].map(({ 0: id, index }) => ({
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

/** Voices that the header, or a score, names, and those that V: says more of than their id. */
function declaredVoices({ fields, directives }: TuneReading): Set<string> {
  const voices = fields.filter(({ letter }) => letter === 'V');
  if (voices.every(({ inBody }) => inBody)) return new Set();
  const instructions = fields.flatMap(({ letter, value }) => (letter === 'I' ? value : []));
  const scored = [...directives, ...instructions].flatMap(scoredVoices).map(({ id }) => id);
  const described = voices.filter(({ inBody, value }) => !inBody || /\s/.test(value));
  return new Set([...scored, ...described.map(({ value }) => voiceId(value)), ALL_VOICES]);
}

/** Voices that are used, in the body or by %%score, and defined nowhere. */
export function voiceDiagnostics(reading: TuneReading): Diagnostic[] {
  const voices = reading.fields.filter(({ letter }) => letter === 'V');
  const used = new Set(voices.map(({ value }) => voiceId(value)));
  return [...undefinedInBody(reading, declaredVoices(reading)), ...undefinedInScore(reading, used)];
}
