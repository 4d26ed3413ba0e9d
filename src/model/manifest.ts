import * as v from 'valibot';
import { parseRecord } from './card.ts';
import { ModelError } from './error.ts';
import { fromFloat16, toFloat16 } from './float16.ts';
import { MOST_WEIGHTS, sizeOf, type Tensor } from './weights.ts';

const FILE = 'model.json';

const Specification = v.looseObject({
  name: v.string(),
  shape: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(4)),
  dtype: v.literal('float32', 'weights must be float32'),
  quantization: v.optional(
    v.looseObject({ dtype: v.literal('float16', 'the only quantisation that can be read is float16') }),
  ),
});

/** Names of weight files are plain names: a manifest cannot reach out of its folder. */
const FileName = v.pipe(v.string(), v.regex(/^[\w-][\w.-]*$/, 'weight files must be plain file names'));

const Manifest = v.array(
  v.looseObject({
    paths: v.pipe(v.array(FileName), v.maxLength(1000)),
    weights: v.pipe(v.array(Specification), v.maxLength(200)),
  }),
);

export type WeightType = 'float16' | 'float32';

/** One group of a manifest: some tensors, stored one after the other in some files. */
export type ManifestGroup = v.InferOutput<typeof Manifest>[number];

/** A named tensor as stored. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Checks the manifest of model.json. Throws a ModelError. */
export function parseManifest(manifest: unknown): ManifestGroup[] {
  const groups = parseRecord(FILE, Manifest, manifest);
  const sizes = groups.flatMap(({ weights }) => weights.map(({ shape }) => sizeOf(shape)));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all > MOST_WEIGHTS) throw new ModelError(`${FILE}: ${all} weights are more than ${MOST_WEIGHTS}`);
  return groups;
}

const widthOf = ({ quantization }: ManifestGroup['weights'][number]): number =>
  quantization === undefined ? 4 : 2;

/** Bytes that the files of a group have together. */
export function bytesOf({ weights }: ManifestGroup): number {
  return weights.reduce((sum, weight) => sum + sizeOf(weight.shape) * widthOf(weight), 0);
}

/** The manifest of tensors stored in one file, as TF.js writes it. */
export function manifestOf(tensors: readonly Tensor[], path: string, type: WeightType): unknown {
  const quantization = type === 'float16' ? { dtype: 'float16', original_dtype: 'float32' } : undefined;
  const weights = tensors.map(({ name, shape }) => ({ name, shape, dtype: 'float32', quantization }));
  return [{ paths: [path], weights }];
}

/** The bytes of tensors one after the other, little-endian. Throws a ModelError for numbers that do not fit. */
export function encodeTensors(tensors: readonly Tensor[], type: WeightType): Uint8Array {
  const width = type === 'float16' ? 2 : 4;
  const bytes = new Uint8Array(width * tensors.reduce((sum, { values }) => sum + values.length, 0));
  let offset = 0;
  for (const { name, values } of tensors) {
    if (!allFinite(values)) throw new ModelError(`${name} has values that are not finite numbers`);
    const stored = type === 'float16' ? halves(name, values) : values;
    bytes.set(new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength), offset);
    offset += stored.byteLength;
  }
  return bytes;
}

function halves(name: string, values: Float32Array): Uint16Array {
  try {
    return toFloat16(values);
  } catch (error) {
    throw new ModelError(`${name}: ${error instanceof Error ? error.message : ''}; write float32 instead`);
  }
}

/**
 * The tensors of a group from the bytes of its files joined: views of the bytes where they are float32 already. Throws a
 * ModelError.
 */
export function decodeTensors(group: ManifestGroup, bytes: Uint8Array): StoredTensor[] {
  const [first = 'no file', ...others] = group.paths;
  const file = others.length === 0 ? first : `${first} and ${others.length} more`;
  const expected = bytesOf(group);
  if (bytes.length !== expected) {
    const how = bytes.length < expected ? 'was cut short' : 'is too long';
    throw new ModelError(`${file} ${how}: ${bytes.length} bytes instead of ${expected}`);
  }
  let offset = 0;
  return group.weights.map((weight) => {
    const { name, shape } = weight;
    const width = widthOf(weight);
    const { buffer, byteOffset } = aligned(bytes.subarray(offset, (offset += sizeOf(shape) * width)), width);
    const values =
      width === 2
        ? fromFloat16(new Uint16Array(buffer, byteOffset, sizeOf(shape)))
        : new Float32Array(buffer, byteOffset, sizeOf(shape));
    if (!allFinite(values)) throw new ModelError(`${file}: ${name} has values that are not finite numbers`);
    return { name, shape, values };
  });
}

/** Bytes that begin where numbers of `width` bytes can be read: a copy only if they did not. */
function aligned(bytes: Uint8Array, width: number): Uint8Array {
  return bytes.byteOffset % width === 0 ? bytes : bytes.slice();
}

/** A plain loop, six times faster than an iterator's: there are millions of values. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i] ?? 0)) return false;
  return true;
}
