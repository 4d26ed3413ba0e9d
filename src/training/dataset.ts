import { START } from '../abc/canonical/tune.ts';
import type { Batch } from '../engine/engine.ts';
import { encode, type Vocabulary } from '../model/vocabulary.ts';
import { nextFloat, seedRandom, shuffle } from '../model/random.ts';
import { transposedAtRandom } from './augment.ts';
import type { Recipe } from './recipe.ts';

/** Tunes in canonical form, those to learn from and those to measure on. */
export interface Split {
  readonly training: readonly string[];
  readonly validation: readonly string[];
}

/** A generator for one purpose: the same (seed, number) always gives the same draws. */
export function randomFor(seed: number, number: number): ReturnType<typeof seedRandom> {
  return seedRandom((Math.imul(seed, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0);
}

/**
 * Holds out a share of the tunes, at least one where there are two or more. Copies of a tune stay on one side:
 * a tune is drawn once however often it occurs.
 */
export function splitByTune(tunes: readonly string[], share: number, seed: number): Split {
  const distinct = [...new Set(tunes)];
  const wanted = share <= 0 || distinct.length < 2 ? 0 : Math.max(1, Math.round(distinct.length * share));
  const order = distinct.slice();
  shuffle(randomFor(seed, 0x5eed), order);
  const held = new Set(order.slice(0, Math.min(wanted, distinct.length - 1)));
  return {
    training: tunes.filter((tune) => !held.has(tune)),
    validation: distinct.filter((t) => held.has(t)),
  };
}

/** The tunes as one epoch sees them: order, keys and missing R: lines follow from (seed, epoch) alone. */
export function tunesOfEpoch(
  tunes: readonly string[],
  recipe: Pick<Recipe, 'seed' | 'transpose' | 'keepKey' | 'dropRhythm'>,
  epoch: number,
): string[] {
  const random = randomFor(recipe.seed, epoch);
  const seen = tunes.map((tune) => {
    const moves = nextFloat(random) >= recipe.keepKey;
    const moved = recipe.transpose && moves ? transposedAtRandom(tune, random) : tune;
    return nextFloat(random) < recipe.dropRhythm ? withoutRhythm(moved) : moved;
  });
  shuffle(random, seen);
  return seen;
}

/** A canonical tune without its R: line. */
function withoutRhythm(tune: string): string {
  return tune.replace(/^R:[^\n]*\n/, '');
}

/** One pass over the tunes, cut into chunks for truncated back-propagation. */
export interface Epoch {
  readonly chunks: number;
  /** Characters that count in the loss. */
  readonly characters: number;
  /** Chunk number `index` of every row; inputs and targets are [batch, sequence]. */
  batch(index: number): Batch;
}

interface Row {
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  /** Chunks before which the state starts from zero. */
  readonly restarts: ReadonlySet<number>;
}

/**
 * Lays tunes out in `batch` contiguous streams of about the same length, in the given order within each. Every tune
 * stands behind the start symbol; its last target is the next start symbol, so that the end of a tune is learnt too.
 * Chunks are `sequence` characters long; unless the state is carried over, each starts from the zero state.
 */
export function layOut(
  tunes: readonly string[],
  vocabulary: Vocabulary,
  batch: number,
  { sequence, carryState }: Pick<Recipe, 'sequence' | 'carryState'>,
): Epoch {
  const encoded = tunes.map((tune) => encode(vocabulary, START + tune + START));
  const rows = deal(encoded, batch).map((row) => layRow(row, sequence));
  const chunks = Math.max(0, ...rows.map((row) => row.inputs.length / sequence));
  const characters = encoded.reduce((sum, tune) => sum + tune.length - 1, 0);
  return {
    chunks,
    characters,
    batch: (index) => {
      const batch = batchOf(rows, index, sequence);
      return carryState ? batch : { ...batch, restart: new Uint8Array(rows.length).fill(1) };
    },
  };
}

/** Deals the longest tune first, each to the row that is shortest so far; rows keep the order of `tunes`. */
function deal(tunes: readonly Int32Array[], batch: number): Int32Array[][] {
  const lengths = new Array<number>(batch).fill(0);
  const rowOf = new Map<Int32Array, number>();
  for (const tune of [...tunes].sort((a, b) => b.length - a.length)) {
    const shortest = lengths.indexOf(Math.min(...lengths));
    rowOf.set(tune, shortest);
    lengths[shortest] = (lengths[shortest] ?? 0) + tune.length - 1;
  }
  return lengths.map((_, row) => tunes.filter((tune) => rowOf.get(tune) === row));
}

/** Room left in a chunk, as a share of it, up to which the next tune starts a new chunk from the zero state. */
const RESTART_ROOM = 1 / 8;

/**
 * One stream, padded to whole chunks (target −1: left out of the loss). State carries over from tune to tune,
 * except where a tune ends just before the end of a chunk: there the next one starts from the zero state, as it
 * does when a person asks for a continuation, so that such starts are learnt at hardly any cost.
 */
function layRow(tunes: readonly Int32Array[], sequence: number): Row {
  const starts: number[] = [];
  const restarts = new Set<number>([0]);
  let end = 0;
  for (const tune of tunes) {
    const room = (sequence - (end % sequence)) % sequence;
    if (room > 0 && room <= sequence * RESTART_ROOM) end += room;
    if (end % sequence === 0) restarts.add(end / sequence);
    starts.push(end);
    end += tune.length - 1;
  }
  const length = Math.ceil(end / sequence) * sequence;
  const inputs = new Int32Array(length);
  const targets = new Int32Array(length).fill(-1);
  tunes.forEach((tune, i) => {
    inputs.set(tune.subarray(0, tune.length - 1), starts[i]);
    targets.set(tune.subarray(1), starts[i]);
  });
  return { inputs, targets, restarts };
}

function batchOf(rows: readonly Row[], index: number, sequence: number): Batch {
  const inputs = new Int32Array(rows.length * sequence);
  const targets = new Int32Array(rows.length * sequence).fill(-1);
  const restart = new Uint8Array(rows.length);
  rows.forEach((row, r) => {
    const from = index * sequence;
    if (from < row.inputs.length) {
      inputs.set(row.inputs.subarray(from, from + sequence), r * sequence);
      targets.set(row.targets.subarray(from, from + sequence), r * sequence);
    }
    if (row.restarts.has(index)) restart[r] = 1;
  });
  return { inputs, targets, restart };
}
