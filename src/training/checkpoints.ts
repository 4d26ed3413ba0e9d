import type { Hyperparameters } from '../model/hyperparameters.ts';
import {
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  type Checkpoint,
  type CheckpointFiles,
} from './checkpoint.ts';

const NAME = /^checkpoint-(\d{9})\.bin$/;
/** What a process that was killed while it wrote one leaves behind. */
const LEFT_OVER = /^checkpoint-\d{9}\.bin\.[0-9a-f]{8}\.tmp$/;
/** One may be damaged by a crash of the disk; then there is the one before. */
const KEPT = 2;

/** What a run must agree on with a checkpoint to go on from it. */
export interface Expected {
  readonly hyperparameters: Hyperparameters;
  /** Rows of the batch. */
  readonly batch: number;
  readonly fingerprint: string;
}

/** Writes a checkpoint beside the others, then removes all but the last two. */
export async function saveCheckpoint(files: CheckpointFiles, checkpoint: Checkpoint): Promise<void> {
  const name = `checkpoint-${String(checkpoint.position.step).padStart(9, '0')}.bin`;
  await files.writeAtomically(name, encodeCheckpoint(checkpoint));
  for (const old of (await checkpointNames(files)).slice(KEPT)) await files.remove(old);
}

/** The newest usable checkpoint, or null where there is none at all. */
export interface Found {
  readonly checkpoint: Checkpoint;
  readonly name: string;
  /** One line for each newer checkpoint that could not be used: its name and why. */
  readonly refused: readonly string[];
}

/**
 * Finds the newest checkpoint that can be used, going back over those that cannot, and removes what a killed process
 * left half written. Null where there is none.
 * Throws a CheckpointError that names all of them where every one is refused.
 */
export async function loadCheckpoint(files: CheckpointFiles, expected: Expected): Promise<Found | null> {
  const refused: string[] = [];
  await removeLeftOver(files);
  for (const name of await checkpointNames(files)) {
    try {
      const checkpoint = decodeCheckpoint(await files.read(name));
      check(checkpoint, expected);
      return { checkpoint, name, refused };
    } catch (error) {
      refused.push(`${name} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (refused.length === 0) return null;
  throw new CheckpointError(
    `${refused.join('; ')}. Start again without resuming, or use the settings it was made with`,
  );
}

/** Removes all checkpoints, whole or half written, as a new run does. */
export async function clearCheckpoints(files: CheckpointFiles): Promise<void> {
  await removeLeftOver(files);
  for (const name of await checkpointNames(files)) await files.remove(name);
}

async function removeLeftOver(files: CheckpointFiles): Promise<void> {
  for (const name of await files.list()) if (LEFT_OVER.test(name)) await files.remove(name);
}

/** Names of checkpoints, newest first; other files are left alone. */
async function checkpointNames(files: CheckpointFiles): Promise<string[]> {
  return (await files.list())
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
}

function check(checkpoint: Checkpoint, expected: Expected): void {
  const { snapshot, fingerprint } = checkpoint;
  const [is, wanted] = [snapshot.weights.hyperparameters, expected.hyperparameters];
  const batch = snapshot.carried.length / (2 * is.layers * is.units);
  const made = describe(is, batch);
  const asked = describe(wanted, expected.batch);
  if (made !== asked) throw new CheckpointError(`it was made with ${made}, this run has ${asked}`);
  if (fingerprint !== expected.fingerprint)
    throw new CheckpointError('it was made with other tunes or another recipe');
}

function describe(sizes: Hyperparameters, batch: number): string {
  return `${sizes.layers}×${sizes.units} units, embedding ${sizes.embedding}, ${sizes.vocabulary} characters, batch ${batch}`;
}
