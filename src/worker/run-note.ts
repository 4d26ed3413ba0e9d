import * as v from 'valibot';
import type { CheckpointFiles } from '../training/checkpoint.ts';
import { unfinishedRun, type UnfinishedRun } from './protocol.ts';

/** A note beside a run's checkpoints: what they belong to. */
const NAME = 'run.json';
const noteSchema = v.object({ version: v.literal(1), tunes: v.string(), run: unfinishedRun });

/** The run that left checkpoints here, if it was on the same tunes; null for none, or a note that cannot be read. */
export async function readRunNote(files: CheckpointFiles, tunes: string): Promise<UnfinishedRun | null> {
  const names = await files.list();
  if (!names.includes(NAME) || !names.some((name) => name.startsWith('checkpoint-'))) return null;
  const parsed = v.safeParse(noteSchema, parseJson(new TextDecoder().decode(await files.read(NAME))));
  return parsed.success && parsed.output.tunes === tunes ? parsed.output.run : null;
}

/** The same files, with a note of how far the run has come written beside every checkpoint. */
export function withRunNotes(
  files: CheckpointFiles,
  tunes: string,
  run: () => UnfinishedRun,
): CheckpointFiles {
  return {
    ...files,
    writeAtomically: async (name, bytes) => {
      await files.writeAtomically(name, bytes);
      const note = JSON.stringify({ version: 1, tunes, run: run() });
      await files.writeAtomically(NAME, new TextEncoder().encode(note));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
