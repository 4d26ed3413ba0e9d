import * as v from 'valibot';
import type { TrainerSnapshot } from '../engine/engine.ts';
import { flatten, parameterCount, unflatten, type Weights } from '../model/weights.ts';
import { crc32 } from './checksum.ts';

/** Where checkpoints are kept; handed in by whoever has files. */
export interface CheckpointFiles {
  /** Bytes of a file; rejects when there is none. */
  read(name: string): Promise<Uint8Array>;
  /** Writes a file so that a crash leaves either none or all of it. */
  writeAtomically(name: string, bytes: Uint8Array): Promise<void>;
  /** Names of all files there. */
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
}

/** A checkpoint that cannot be used; the message is one line that says why. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** What one progress report said; the run's curve is kept in its checkpoints and its record. */
const PointSchema = v.object({
  step: Count,
  epoch: Count,
  seconds: v.number(),
  /** Bits per character of the training text since the point before. */
  bitsPerCharacter: v.number(),
  validationBitsPerCharacter: v.nullable(v.number()),
});

const HeaderSchema = v.object({
  hyperparameters: v.object({
    vocabulary: v.pipe(Count, v.maxValue(65_536)),
    embedding: v.pipe(Count, v.maxValue(8_192)),
    units: v.pipe(Count, v.maxValue(16_384)),
    layers: v.pipe(Count, v.maxValue(64)),
  }),
  /** Rows of the batch, each with a state of its own that is carried over. */
  batch: v.pipe(Count, v.maxValue(65_536)),
  /** Identifies tunes, recipe and vocabulary: a run goes on only with those it began with. */
  fingerprint: v.string(),
  position: v.object({ epoch: Count, chunk: Count, step: Count, seconds: v.number() }),
  /** Optimiser updates; may differ from `position.step` by none, kept as the engine says. */
  updates: Count,
  /** Sum of losses (nats) and number of steps since the curve's last point. */
  pending: v.object({ loss: v.number(), characters: Count }),
  /** The best validation so far, whose weights are in the payload too; null before the first. */
  best: v.nullable(v.object({ step: Count, bitsPerCharacter: v.number() })),
  /** Validations since the best. */
  waited: Count,
  curve: v.array(PointSchema),
});

export type CurvePoint = v.InferOutput<typeof PointSchema>;
type Header = v.InferOutput<typeof HeaderSchema>;

/** Everything a run needs to go on as if it had never stopped. */
export interface Checkpoint extends Omit<Header, 'hyperparameters' | 'batch' | 'updates'> {
  readonly snapshot: TrainerSnapshot;
  /** Weights of the best validation so far. */
  readonly bestWeights: Weights | null;
}

/** "TuneWrCk": what every checkpoint begins with. */
const MAGIC = [0x54, 0x75, 0x6e, 0x65, 0x57, 0x72, 0x43, 0x6b];
const VERSION = 1;
/** Magic, version, length of the header, length of the payload in floats. */
const PREFIX = 8 + 4 + 4 + 4;

/** A checkpoint as bytes: prefix, header (JSON), padding to 4, float32 payload, CRC-32 of all before; little-endian. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array {
  const { snapshot, bestWeights, ...rest } = checkpoint;
  const { hyperparameters: sizes } = snapshot.weights;
  const state = 2 * sizes.layers * sizes.units;
  const header: Header = {
    ...rest,
    hyperparameters: sizes,
    batch: snapshot.carried.length / state,
    updates: snapshot.step,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const arrays = [flatten(snapshot.weights), snapshot.firstMoment, snapshot.secondMoment, snapshot.carried];
  if (bestWeights) arrays.push(flatten(bestWeights));
  const floats = arrays.reduce((sum, array) => sum + array.length, 0);
  const start = Math.ceil((PREFIX + text.length) / 4) * 4;
  const bytes = new Uint8Array(start + 4 * floats + 4);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, text.length, true);
  view.setUint32(16, floats, true);
  bytes.set(text, PREFIX);
  let offset = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), offset);
    offset += array.byteLength;
  }
  view.setUint32(offset, crc32(bytes.subarray(0, offset)), true);
  return bytes;
}

/** Reads a checkpoint. Throws a CheckpointError for bytes that are none, of another version, cut short or damaged. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { header, payload } = openCheckpoint(bytes);
  const { hyperparameters: sizes, batch, updates, ...rest } = header;
  const count = parameterCount(sizes);
  const carried = batch * 2 * sizes.layers * sizes.units;
  if (payload.length !== 3 * count + carried + (header.best ? count : 0))
    throw new CheckpointError('its shapes do not fit its content');
  let offset = 0;
  const take = (length: number): Float32Array => payload.slice(offset, (offset += length));
  const snapshot = {
    weights: unflatten(sizes, take(count)),
    firstMoment: take(count),
    secondMoment: take(count),
    step: updates,
    carried: take(carried),
  };
  return { ...rest, snapshot, bestWeights: header.best ? unflatten(sizes, take(count)) : null };
}

function openCheckpoint(bytes: Uint8Array): { header: Header; payload: Float32Array } {
  if (bytes.length < PREFIX) throw new CheckpointError('it was cut short');
  if (MAGIC.some((byte, i) => bytes[i] !== byte)) throw new CheckpointError('it is not a checkpoint');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION) throw new CheckpointError(`it has version ${version}; this is version ${VERSION}`);
  const [textLength, floats] = [view.getUint32(12, true), view.getUint32(16, true)];
  const start = Math.ceil((PREFIX + textLength) / 4) * 4;
  const end = start + 4 * floats;
  if (bytes.length < end + 4)
    throw new CheckpointError(`it was cut short: ${bytes.length} of ${end + 4} bytes`);
  if (bytes.length > end + 4) throw new CheckpointError('it has something behind its end');
  if (view.getUint32(end, true) !== crc32(bytes.subarray(0, end)))
    throw new CheckpointError('its checksum is wrong: it is damaged');
  const payload = new Float32Array(bytes.slice(start, end).buffer);
  return { header: parseHeader(bytes.subarray(PREFIX, PREFIX + textLength)), payload };
}

function parseHeader(bytes: Uint8Array): Header {
  let record: unknown;
  try {
    record = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new CheckpointError('its header is not JSON');
  }
  const parsed = v.safeParse(HeaderSchema, record);
  if (!parsed.success) throw new CheckpointError(`its header is wrong: ${parsed.issues[0].message}`);
  return parsed.output;
}
