import { type Field, fieldsIn, fieldsOfText } from '../../abc/fields.ts';
import { scanTune } from '../../abc/scan.ts';
import { voiceId } from '../../abc/voice.ts';
import type { Voice } from './proposals.ts';

/** The fields of a tune without the one at the cursor, which is still being typed. */
function otherFields(tuneText: string, cursor: number): Field[] {
  const tokens = scanTune(tuneText);
  const fields = fieldsIn(tuneText, tokens);
  return fields.filter(({ start, end }) => cursor < start || cursor > end);
}

/** The voices of the file header and of a tune, in the order of the text, with the first properties given to each. */
export function voicesOf(tuneText: string, fileHeader: string, cursor: number): Voice[] {
  const voices = new Map<string, string>();
  for (const { letter, value } of [...fieldsOfText(fileHeader), ...otherFields(tuneText, cursor)]) {
    const id = letter === 'V' ? voiceId(value) : '';
    if (id !== '' && (voices.get(id) ?? '') === '') voices.set(id, value.slice(id.length).trim());
  }
  return [...voices].map(([id, properties]) => ({ id, properties }));
}
